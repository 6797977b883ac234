package io.zcached.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.FakeEnvironment;
import io.zcached.client.testsupport.FaultPlan;
import io.zcached.client.testsupport.FaultProxy;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.AfterEach;

/**
 * Opens servers, proxies and connections, and closes them when the test is over, the last
 * one first.
 */
abstract class AbstractConnectionTests {

	/** What a GET of any key is answered with by {@link Script#always(String)}. */
	static final String VALUE_REPLY = "$5\r\nvalue\r\n";

	static final Command GET = Command.of("GET", "key");

	private final Deque<AutoCloseable> resources = new ArrayDeque<>();

	@AfterEach
	void closeResources() throws Exception {
		while (!this.resources.isEmpty()) {
			this.resources.pop().close();
		}
	}

	<T extends AutoCloseable> T closing(T resource) {
		this.resources.push(resource);
		return resource;
	}

	ScriptedServer server(Script script) {
		return closing(ScriptedServer.start(script));
	}

	ScriptedServer server(Dialect dialect, Script script) {
		return closing(ScriptedServer.start(dialect, script));
	}

	FaultProxy proxy(ScriptedServer server, FaultPlan first) {
		return closing(new FaultProxy(server.port(), (link) -> (link == 0) ? first : FaultPlan.CLEAN));
	}

	/** A connection of a server whose dialect is known to be the terminated one. */
	Connection connection(int port) {
		return connection(port, (options) -> options.dialect(Dialect.TERMINATED));
	}

	Connection connection(int port, Duration timeoutLimit) {
		return connection(port, (options) -> options.dialect(Dialect.TERMINATED).timeoutLimit(timeoutLimit));
	}

	Connection connection(int port, Consumer<ConnectionOptions.Builder> customizer) {
		ConnectionOptions.Builder options = ConnectionOptions.builder();
		customizer.accept(options);
		return closing(new Connection("127.0.0.1", port, options.build()));
	}

	Connection connection(FakeEnvironment environment, Consumer<ConnectionOptions.Builder> customizer) {
		ConnectionOptions.Builder options = ConnectionOptions.builder().dialect(Dialect.TERMINATED);
		customizer.accept(options);
		return closing(new Connection("fake.test", 7556, options.build(), environment.seams()));
	}

	Connection connection(FakeEnvironment environment) {
		return connection(environment, (options) -> {
		});
	}

	static Duration since(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}

}
