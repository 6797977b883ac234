package io.zcached.spring.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;
import io.zcached.client.protocol.Dialect;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.testsupport.CommandProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.json.JsonMapper;

/**
 * Caches on an embedded server.
 */
abstract class AbstractZcachedCacheTests {

	static final ZcachedCacheConfiguration DEFAULTS = ZcachedCacheConfiguration.defaults();

	static final ZcachedCacheConfiguration ALLOWING = DEFAULTS
		.withAllowedPackages(List.of(AbstractZcachedCacheTests.class.getPackageName()));

	/** Far beyond what anything here needs. */
	static final Duration LIMIT = Duration.ofSeconds(30);

	final List<AutoCloseable> resources = new ArrayList<>();

	EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build();

	Connection connection = new Connection("localhost", 1);

	@AfterEach
	void close() throws Exception {
		for (int i = this.resources.size() - 1; i >= 0; i--) {
			this.resources.get(i).close();
		}
	}

	/** A cache named orders on a server that is started for it. */
	ZcachedCache cache(Dialect dialect, ZcachedCacheConfiguration configuration) {
		this.server = EmbeddedZcachedServer.builder().dialect(dialect).build().start();
		this.resources.add(this.server);
		this.connection = new Connection(this.server.address(), this.server.port());
		this.resources.add(this.connection);
		return cache(this.connection, configuration);
	}

	ZcachedCache cache(ZcachedCacheConfiguration configuration) {
		return cache(Dialect.TERMINATED, configuration);
	}

	/** The same cache as another JVM has it. */
	ZcachedCache elsewhere() {
		return cache(this.connection, DEFAULTS);
	}

	static ZcachedCache cache(Connection connection, ZcachedCacheConfiguration configuration) {
		return (ZcachedCache) Objects.requireNonNull(manager(connection, configuration).getCache("orders"));
	}

	static ZcachedCache cache(Connection connection, String name) {
		return (ZcachedCache) Objects.requireNonNull(manager(connection, DEFAULTS).getCache(name));
	}

	static ZcachedCacheManager manager(Connection connection, ZcachedCacheConfiguration configuration) {
		return ZcachedCacheManager.builder(connection).defaults(configuration).jsonMapper(new JsonMapper()).build();
	}

	/**
	 * Something between this test's connection and its server, both of which are started.
	 */
	CommandProxy proxy() {
		this.server = EmbeddedZcachedServer.builder().build().start();
		this.resources.add(this.server);
		CommandProxy proxy = CommandProxy.start(this.server.port());
		this.resources.add(proxy);
		this.connection = new Connection("127.0.0.1", proxy.port());
		this.resources.add(this.connection);
		return proxy;
	}

	/**
	 * Waits until a server that has just been started, and is slow at first, keeps up.
	 */
	static void awaitStored(ZcachedCache cache, String key, Object value) {
		Awaitility.await().atMost(LIMIT).until(() -> {
			cache.put(key, value);
			return cache.get(key) != null;
		});
	}

	static Thread daemon(Runnable task) {
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	/** Whether a thread waits inside of a class. */
	static boolean isIn(Thread thread, Class<?> type) {
		boolean waits = thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
		return waits && Stream.of(thread.getStackTrace())
			.anyMatch((element) -> element.getClassName().equals(type.getName())
					&& element.getMethodName().equals("call"));
	}

	ZcachedClient client() {
		return ZcachedClient.of(this.connection);
	}

}
