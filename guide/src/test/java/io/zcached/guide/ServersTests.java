package io.zcached.guide;

import io.zcached.client.ZcachedClient;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.autoconfigure.NoSuchZcachedConnectionException;
import io.zcached.spring.boot.autoconfigure.ZcachedConnections;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What docs/servers.md shows.
 */
class ServersTests {

	private ZcachedConnections connections;

	@Test
	void namedServerIsAnotherOne() {
		try (EmbeddedZcachedServer other = EmbeddedZcachedServer.builder().build()) {
			other.start();
			Guide.application(Reports.class)
				.withPropertyValues("zcached.port=" + other.port(), "zcached.connections.reports.port=" + other.port(),
						"zcached.connections.sessions.port=" + other.port())
				.run((context) -> {
					context.getBean(ZcachedClient.class).set("a", 1);
					context.getBean(Reports.class).move("a");
					this.connections = context.getBean(ZcachedConnections.class);
					assertThat(this.connections.client("reports").get("a")).contains(1L);
					assertThat(this.connections.names()).containsExactly("default", "reports", "sessions");
					assertThatExceptionOfType(NoSuchZcachedConnectionException.class).isThrownBy(this::ask)
						.withMessageContaining("'report'; defined are default, reports, sessions");
				});
		}
	}

	private void ask() {
		// tag::names[]
		this.connections.names(); // [default, reports, sessions]
		this.connections.client("reports").ping();

		// There is no zcached connection named 'report'; defined are default, reports,
		// ...
		this.connections.client("report");
		// end::names[]
	}

}
