package io.zcached.client;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Certificates;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server and connections over TLS.
 */
abstract class AbstractTlsTests extends AbstractConnectionTests {

	static final Duration LIMIT = Duration.ofMillis(400);

	static final int SLACK = 10;

	static Certificates certificates;

	@BeforeAll
	static void makeCertificates(@TempDir Path directory) {
		certificates = new Certificates(directory);
	}

	ScriptedServer tlsServer(String key, Script script) {
		return tlsServer(certificates.context("TLS", key, true), script, (socket) -> {
		});
	}

	ScriptedServer tlsServer(SSLContext context, Script script, Consumer<SSLServerSocket> customizer) {
		try {
			SSLServerSocket socket = (SSLServerSocket) context.getServerSocketFactory()
				.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
			customizer.accept(socket);
			return closing(ScriptedServer.start(socket, Dialect.TERMINATED, script));
		}
		catch (IOException ex) {
			throw new AssertionError("cannot listen", ex);
		}
	}

	Connection tls(int port, Consumer<ConnectionOptions.Builder> customizer) {
		return connection(port, (options) -> {
			options.dialect(Dialect.TERMINATED)
				.sslContext(certificates.context("TLS", null, true))
				.connectTimeout(Duration.ofSeconds(10));
			customizer.accept(options);
		});
	}

	Connection tls(int port) {
		return tls(port, (options) -> {
		});
	}

	static MemoryScript memory() {
		return new MemoryScript(Dialect.TERMINATED);
	}

}
