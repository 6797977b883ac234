package io.zcached.spring.boot.autoconfigure.restart;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Starts {@link RestartedApplication} twenty times, each with a class loader of its own,
 * as development tools do, and tells what is left. A process of its own, in which soft
 * references do not hide anything.
 */
public final class Restarts {

	private static final int COUNT = 20;

	private static final long PATIENCE_MILLIS = 60_000;

	private Restarts() {
	}

	public static void main(String[] arguments) throws Exception {
		List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
		// A process keeps the loader of the first start and of the last, however many
		// there
		// are in between: those two do not count.
		start();
		for (int i = 0; i < COUNT; i++) {
			loaders.add(start());
		}
		start();
		long start = System.currentTimeMillis();
		while (left(loaders) + threads() > 0 && System.currentTimeMillis() - start < PATIENCE_MILLIS) {
			System.gc();
			Thread.sleep(100);
		}
		System.out.println("left: " + left(loaders) + " class loaders, " + threads() + " threads");
	}

	/** On a thread of its own, as development tools do. */
	private static WeakReference<ClassLoader> start() throws Exception {
		URLClassLoader loader = new RestartLoader(classPath());
		Thread thread = new Thread(() -> run(loader), "restarted-main");
		thread.setContextClassLoader(loader);
		thread.start();
		thread.join();
		loader.close();
		return new WeakReference<>(loader);
	}

	private static void run(ClassLoader loader) {
		try {
			Callable<?> application = (Callable<?>) loader.loadClass(RestartedApplication.class.getName())
				.getDeclaredConstructor()
				.newInstance();
			System.out.println("answer: " + application.call());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static long left(List<WeakReference<ClassLoader>> loaders) {
		return loaders.stream().filter((loader) -> loader.get() != null).count();
	}

	private static long threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("zcached-"))
			.count();
	}

	private static URL[] classPath() throws MalformedURLException {
		List<URL> urls = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			urls.add(new File(entry).toURI().toURL());
		}
		return urls.toArray(URL[]::new);
	}

	/** Loads the application and all of zcached itself. */
	private static final class RestartLoader extends URLClassLoader {

		RestartLoader(URL[] urls) {
			super(urls, Restarts.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.startsWith("io.zcached.")) {
				return super.loadClass(name, resolve);
			}
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : findClass(name);
		}

	}

}
