package io.zcached.spring.boot.autoconfigure.embedded;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A context that is started and closed again and again, as development tools do, leaves
 * neither threads nor connections behind.
 */
class ContextRestartTests {

	private static final int RESTARTS = 20;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(EmbeddedZcachedAutoConfiguration.class, ZcachedAutoConfiguration.class));

	@Test
	void runAgainAndAgainShouldLeaveNothingBehind() {
		Set<Thread> before = threads();
		List<WeakReference<Connection>> connections = new ArrayList<>();
		for (int i = 0; i < RESTARTS; i++) {
			this.contextRunner.run((context) -> {
				ZcachedClient client = context.getBean(ZcachedClient.class);
				client.set("key", "value");
				assertThat(client.get("key")).contains("value");
				connections.add(new WeakReference<>(context.getBean(Connection.class)));
			});
		}
		assertThat(connections).hasSize(RESTARTS);
		Awaitility.await("I6 no thread is left").until(() -> before.containsAll(threads()));
		Awaitility.await("I6 no connection is left").until(() -> {
			System.gc();
			return connections.stream().allMatch((connection) -> connection.get() == null);
		});
	}

	/** Those of connections and of embedded servers. */
	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("zcached-"))
			.collect(Collectors.toSet());
	}

}
