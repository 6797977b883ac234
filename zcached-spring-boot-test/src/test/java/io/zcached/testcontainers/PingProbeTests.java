package io.zcached.testcontainers;

import java.time.Duration;

import javax.net.SocketFactory;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import io.zcached.embedded.EmbeddedZcachedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testcontainers.containers.ContainerLaunchException;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link PingProbe} and {@link PingWaitStrategy}.
 */
class PingProbeTests {

	private final PingProbe probe = new PingProbe(SocketFactory.getDefault());

	@ParameterizedTest
	@EnumSource(Dialect.class)
	void pingWhenServerIsReadyShouldReturn(Dialect dialect) {
		try (EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().dialect(dialect).build().start()) {
			assertThatCode(() -> this.probe.ping("127.0.0.1", server.port())).doesNotThrowAnyException();
		}
	}

	@Test
	void pingWhenEngineAcceptsAndServerIsNotThereShouldFail() {
		try (ScriptedServer server = ScriptedServer.start(Script.acceptAndClose())) {
			assertThatIOException().isThrownBy(() -> this.probe.ping("127.0.0.1", server.port()));
		}
	}

	@Test
	void pingWhenServerIsAnotherShouldFail() {
		try (ScriptedServer server = ScriptedServer.start(Script.banner("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
			assertThatIOException().isThrownBy(() -> this.probe.ping("127.0.0.1", server.port()))
				.withMessageContaining("no zcached server");
		}
	}

	@Test
	void waitWhenNobodyAnswersShouldTellWhereAndWhy() {
		try (ScriptedServer server = ScriptedServer.start(Script.acceptAndClose());
				StandInContainer container = new StandInContainer(server.port())) {
			PingWaitStrategy strategy = new PingWaitStrategy(this.probe);
			strategy.withStartupTimeout(Duration.ofSeconds(1));
			assertThatExceptionOfType(ContainerLaunchException.class)
				.isThrownBy(() -> strategy.waitUntilReady(container))
				.withMessageContainingAll("127.0.0.1:" + server.port(), "within 1 s", "0.0.0.0:7556");
		}
	}

}
