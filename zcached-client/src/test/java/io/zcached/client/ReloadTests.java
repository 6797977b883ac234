package io.zcached.client;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.util.List;
import java.util.function.IntFunction;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.LeakProbe;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that is loaded again and again by class loaders of its own, as
 * restarting development tools do, leaves neither threads nor classes behind (row 44).
 */
class ReloadTests extends AbstractConnectionTests {

	@Test
	void closedApplicationLeavesNoThreadAndNoClassLoader() throws Exception {
		LeakProbe probe = new LeakProbe();
		ScriptedServer server = server(new MemoryScript(Dialect.TERMINATED));
		for (int i = 0; i < 20; i++) {
			WeakReference<ClassLoader> loader = runInLoaderOfItsOwn(server.port());
			probe.awaitNoThread();
			Await.until("I6 the class loader is collected, round " + i, () -> {
				System.gc();
				return loader.get() == null;
			});
		}
		server.close();
		probe.awaitNoLeak();
	}

	private static WeakReference<ClassLoader> runInLoaderOfItsOwn(int port) throws Exception {
		ClassLoader loader = new ReloadingClassLoader();
		Class<?> type = loader.loadClass(Application.class.getName());
		assertThat(type == Application.class).as("loaded anew").isFalse();
		@SuppressWarnings("unchecked")
		IntFunction<String> application = (IntFunction<String>) type.getDeclaredConstructor().newInstance();
		assertThat(application.apply(port)).isEqualTo("[OK, value, OK, PONG]");
		return new WeakReference<>(loader);
	}

	/** Uses whatever starts a thread. */
	public static final class Application implements IntFunction<String> {

		@Override
		public String apply(int port) {
			try (Connection connection = new Connection("127.0.0.1", port);
					ConnectionPool pool = new ConnectionPool("127.0.0.1", port, 2)) {
				Object set = connection.send(Command.of("SET", "key", "value")).value();
				Object get = ZcachedClient.of(pool).get("key").orElse(null);
				Object async = connection.sendAsync(Command.of("SET", "key", 1)).join().value();
				Object ping = connection.sendAll(List.of(Command.of("PING"))).get(0).value();
				return List.of(set, get, async, ping).toString();
			}
		}

	}

	/** Loads the client and its tests itself, and everything else as usual. */
	private static final class ReloadingClassLoader extends URLClassLoader {

		ReloadingClassLoader() throws IOException {
			super(new URL[] { location(Connection.class), location(ReloadTests.class) },
					ReloadTests.class.getClassLoader());
		}

		private static URL location(Class<?> type) {
			CodeSource source = type.getProtectionDomain().getCodeSource();
			return source.getLocation();
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.startsWith("io.zcached.client.")) {
				return super.loadClass(name, resolve);
			}
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = findLoadedClass(name);
				return (loaded != null) ? loaded : findClass(name);
			}
		}

	}

}
