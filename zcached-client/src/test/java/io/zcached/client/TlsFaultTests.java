package io.zcached.client;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLContext;

import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.Certificates;
import io.zcached.client.testsupport.FaultPlan;
import io.zcached.client.testsupport.FaultProxy;
import io.zcached.client.testsupport.FaultStep;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import io.zcached.client.testsupport.CurrentSocketFactory;
import io.zcached.client.transport.TlsHandshakeException;
import io.zcached.client.transport.TlsProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * TLS: only the right server is talked to, and in time (rows 55, 56).
 */
class TlsFaultTests extends AbstractTlsTests {

	@Test
	void trustedServerWithTheRightNameIsTalkedTo() {
		ScriptedServer server = tlsServer("good", memory());
		Connection connection = tls(server.port());
		assertThat(connection.send(Command.of("SET", "key", "x".repeat(100_000))).value()).isEqualTo("OK");
		assertThat(connection.send(GET).value()).isEqualTo("x".repeat(100_000));
		assertThat(server.accepted()).as("session tickets are no surplus").isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "wrong-host, WRONG_HOST, No subject alternative names matching IP address 127.0.0.1",
			"no-ip, WRONG_HOST, No subject alternative names", "expired, EXPIRED, NotAfter",
			"future, NOT_YET_VALID, NotBefore", "self-signed, UNTRUSTED, unable to find valid certification path" })
	void serverThatCannotProveItsNameIsRefused(String key, TlsProblem problem, String reason) {
		ScriptedServer server = tlsServer(key, memory());
		Connection connection = tls(server.port());
		Result<Object> result = connection.send(GET);
		assertThat(result.errorCode()).as("never a value of " + key).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(chain(connection.lastFailure())).as("I10 says why").contains(reason);
		assertThat(problem(connection)).isEqualTo(problem);
		assertThat(result.errorMessage()).contains(connection.id())
			.contains(problem.description())
			.contains(reason)
			.contains(problem.remedy())
			.doesNotContain(Certificates.PASSWORD);
		assertThat(server.frames()).as("nothing was sent, in plain or otherwise").isEmpty();
	}

	@Test
	void authorityThatIsNotTrustedIsRefused() {
		ScriptedServer server = tlsServer("good", memory());
		Connection connection = tls(server.port(),
				(options) -> options.sslContext(certificates.context("TLS", null, false)));
		assertThat(connection.send(GET).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(chain(connection.lastFailure())).contains("certification path");
		assertThat(problem(connection)).isEqualTo(TlsProblem.UNTRUSTED);
	}

	@Test
	void nameIsNotCheckedOnlyWhenThatWasAskedFor() {
		ScriptedServer server = tlsServer("wrong-host", memory());
		Connection connection = tls(server.port(), (options) -> options.verifyHostname(false));
		assertThat(connection.send(Command.of("SET", "key", 1)).value()).isEqualTo("OK");
	}

	@Test
	void missingClientCertificateIsAnError() {
		ScriptedServer server = tlsServer(certificates.context("TLS", "good", true), memory(),
				(socket) -> socket.setNeedClientAuth(true));
		Connection without = tls(server.port());
		assertThat(without.send(GET).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(chain(without.lastFailure())).contains("client certificate");
		Connection with = tls(server.port(),
				(options) -> options.sslContext(certificates.context("TLS", "good", true)));
		assertThat(with.send(Command.of("SET", "key", 1)).value()).isEqualTo("OK");
	}

	@Test
	void serverThatWantsAClientCertificateByTls12IsExplained() {
		ScriptedServer server = tlsServer(certificates.context("TLS", "good", true), memory(), (socket) -> {
			socket.setNeedClientAuth(true);
			socket.setEnabledProtocols(new String[] { "TLSv1.2" });
		});
		Connection connection = tls(server.port());
		assertThat(connection.send(GET).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(problem(connection)).as("the alert of one JDK or another, or an end of stream before it is read")
			.isIn(TlsProblem.CLIENT_CERTIFICATE, TlsProblem.NO_COMMON_PROTOCOL, TlsProblem.CLOSED);
		assertThat(chain(connection.lastFailure())).contains("client certificate");
	}

	@Test
	void factoryOfSocketsIsAskedWithEveryNewSocket() throws IOException {
		ScriptedServer server = tlsServer("good", memory());
		AtomicReference<SSLContext> current = new AtomicReference<>(certificates.context("TLS", null, true));
		Connection connection = tls(server.port(),
				(options) -> options.sslSocketFactory(new CurrentSocketFactory(current::get)));
		assertThat(connection.send(Command.of("SET", "key", 1)).value()).isEqualTo("OK");
		current.set(certificates.context("TLS", null, false));
		assertThat(connection.send(GET).value()).as("the old socket goes on").isEqualTo(1L);
		server.peer(0).close();
		Await.until("the next socket is refused", () -> connection.send(GET).isFailure()
				&& connection.lastFailure() != null && problem(connection) == TlsProblem.UNTRUSTED);
		current.set(certificates.context("TLS", null, true));
		Await.until("the next but one is not", () -> connection.send(GET).isSuccess());
	}

	@Test
	void serverWithNoProtocolInCommonIsRefused() {
		for (String[] pair : new String[][] { { "TLSv1.2", "TLSv1.3" }, { "TLSv1.3", "TLSv1.2" } }) {
			ScriptedServer server = tlsServer(certificates.context("TLS", "good", true), memory(),
					(socket) -> socket.setEnabledProtocols(new String[] { pair[0] }));
			Connection connection = tls(server.port(), (options) -> options.sslContext(certificates.only(pair[1])));
			assertThat(connection.send(GET).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
			assertThat(problem(connection)).as("I10 says why").isEqualTo(TlsProblem.NO_COMMON_PROTOCOL);
			Connection common = tls(server.port(), (options) -> options.sslContext(certificates.only(pair[0])));
			assertThat(common.send(Command.of("SET", "key", 1)).value()).isEqualTo("OK");
		}
	}

	@Test
	void plainServerIsNotTalkedToByATlsClient() {
		ScriptedServer silent = server(Script.silent());
		Connection stalled = tls(silent.port(), (options) -> options.connectTimeout(LIMIT));
		long start = System.nanoTime();
		assertThat(stalled.send(GET).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(since(start)).as("I3 bounded").isLessThan(LIMIT.multipliedBy(SLACK));
		ScriptedServer talking = server(Script.banner("-ERR bad request\r\n\u0003"));
		Connection refused = tls(talking.port());
		assertThat(refused.send(GET).errorMessage()).as("I10 says why").contains("does not speak TLS");
		assertThat(problem(refused)).isEqualTo(TlsProblem.PLAIN_SERVER);
		Connection hungUp = tls(server((peer) -> peer.close()).port());
		assertThat(hungUp.send(GET).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(problem(hungUp)).isEqualTo(TlsProblem.CLOSED);
		assertThat(silent.frames()).isEmpty();
	}

	@Test
	void tlsServerIsNamedToAPlainClient() {
		ScriptedServer server = tlsServer("good", Script.silent());
		Connection connection = connection(server.port());
		Result<Object> result = connection.send(GET);
		assertThat(result.errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(result.errorMessage()).as("I10 says why").contains("TLS");
	}

	@Test
	void handshakeThatStallsOrTricklesEndsInTime() {
		ScriptedServer server = tlsServer("good", memory());
		for (FaultPlan plan : new FaultPlan[] { FaultPlan.toClient(FaultStep.stall()),
				FaultPlan.toServer(FaultStep.stall()), FaultPlan.toClient(FaultStep.pass(200), FaultStep.stall()) }) {
			FaultProxy proxy = proxy(server, plan);
			boundedConnect(proxy.port());
		}
		ScriptedServer trickling = server((peer) -> {
			peer.send("\u0016\u0003\u0003\u0010\u0000");
			while (true) {
				peer.send("\u0002");
				new CountDownLatch(1).await(50, java.util.concurrent.TimeUnit.MILLISECONDS);
			}
		});
		boundedConnect(trickling.port());
	}

	private void boundedConnect(int port) {
		Connection connection = tls(port, (options) -> options.connectTimeout(LIMIT));
		long start = System.nanoTime();
		Result<Object> result = connection.send(GET);
		assertThat(result.errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(since(start)).as("I3 bounded").isLessThan(LIMIT.multipliedBy(SLACK));
	}

	@Test
	void resetInTheHandshakeIsAFailureAndTheNextConnectSucceeds() {
		ScriptedServer server = tlsServer("good", memory());
		FaultProxy proxy = proxy(server, FaultPlan.toClient(FaultStep.pass(100), FaultStep.rst()));
		Connection connection = tls(proxy.port());
		assertThat(connection.send(GET).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(connection.tryReconnect().errorCode()).as("I8 recovers")
			.isEqualTo(ErrorCode.CONNECTION_REESTABLISHED);
	}

	private static TlsProblem problem(Connection connection) {
		for (Throwable cause = connection.lastFailure(); cause != null; cause = cause.getCause()) {
			if (cause instanceof TlsHandshakeException failure) {
				return failure.problem();
			}
		}
		throw new AssertionError("no failure of TLS", connection.lastFailure());
	}

	private static String chain(Throwable failure) {
		StringBuilder text = new StringBuilder();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			text.append(cause.getMessage()).append('\n');
		}
		return text.toString();
	}

}
