package io.zcached.client.testsupport;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/**
 * Remembers what this JVM held, and tells whether it has come back to that.
 */
public final class LeakProbe {

	private static final String OURS = "zcached-";

	private final long sockets = socketsAtFirst();

	private final List<Thread> before = threads();

	/**
	 * The live threads that connections have started.
	 * @return those whose name begins with {@code zcached-}
	 */
	public static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith(OURS))
			.toList();
	}

	/**
	 * The sockets that this process has open.
	 * @return the number, 0 where that cannot be told
	 */
	public static long sockets() {
		File[] descriptors = new File("/proc/self/fd").listFiles();
		return (descriptors != null) ? Arrays.stream(descriptors).filter(LeakProbe::isSocket).count() : 0;
	}

	/** Waits until no more threads are held than at the beginning. */
	public void awaitNoThread() {
		Await.until("I6 no thread of a connection is left: " + added(), () -> added().isEmpty());
	}

	/** Waits until no more threads and sockets are held than at the beginning. */
	public void awaitNoLeak() {
		awaitNoThread();
		Await.until("I6 no socket is left beyond " + this.sockets, () -> sockets() <= this.sockets);
		long[] deadlocked = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
		if (deadlocked != null) {
			throw new AssertionError("threads are deadlocked\n" + Await.dump());
		}
	}

	/** A JVM opens a socket of its own with the first that is closed, and keeps it. */
	private static long socketsAtFirst() {
		try (ServerSocket listener = new ServerSocket(0);
				Socket socket = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
			listener.accept().close();
		}
		catch (IOException ex) {
			throw new AssertionError("cannot open a socket", ex);
		}
		return sockets();
	}

	private static boolean isSocket(File descriptor) {
		try {
			return Files.readSymbolicLink(descriptor.toPath()).toString().startsWith("socket:");
		}
		catch (IOException ex) {
			return false;
		}
	}

	private List<Thread> added() {
		return threads().stream().filter((thread) -> !this.before.contains(thread)).toList();
	}

}
