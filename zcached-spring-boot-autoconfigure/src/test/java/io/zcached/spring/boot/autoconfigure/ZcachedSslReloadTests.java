package io.zcached.spring.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import io.zcached.client.Command;
import io.zcached.client.Connection;
import io.zcached.client.ErrorCode;
import io.zcached.client.Result;
import io.zcached.spring.boot.testsupport.TestAuthority;
import io.zcached.spring.boot.testsupport.TlsServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An SSL bundle that changes while the application runs (row 59): the next connection
 * uses it, and the open one serves on.
 */
@ExtendWith(OutputCaptureExtension.class)
class ZcachedSslReloadTests {

	private static final Command PING = Command.of("PING");

	@TempDir
	private static Path directory;

	private static TestAuthority before;

	private static TestAuthority after;

	private final Path trusted = directory.resolve("trusted.pem");

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZcachedAutoConfiguration.class, SslAutoConfiguration.class))
		.withPropertyValues("zcached.host=127.0.0.1", "zcached.connect-timeout=10s", "zcached.startup=lazy",
				"zcached.ssl.bundle=cache", "spring.ssl.bundle.watch.file.quiet-period=50ms",
				"spring.ssl.bundle.pem.cache.reload-on-update=true",
				"spring.ssl.bundle.pem.cache.truststore.certificate=" + this.trusted.toUri());

	@BeforeAll
	static void sign() {
		before = new TestAuthority(directory.resolve("before")).sign("good", "-ext", "san=ip:127.0.0.1");
		after = new TestAuthority(directory.resolve("after")).sign("good", "-ext", "san=ip:127.0.0.1");
	}

	@BeforeEach
	void trustTheFirst() throws IOException {
		Files.copy(before.certificate(), this.trusted, StandardCopyOption.REPLACE_EXISTING);
	}

	@Test
	void runWhenBundleChangesShouldUseItForTheNextConnection(CapturedOutput output) {
		try (TlsServer server = new TlsServer(before.serverContext("good"))) {
			this.contextRunner.withPropertyValues("zcached.port=" + server.port()).run((context) -> {
				Connection connection = context.getBean(Connection.class);
				assertThat(connection.send(PING).value()).isEqualTo("PONG");
				SslBundles bundles = context.getBean(SslBundles.class);
				SslBundle first = bundles.getBundle("cache");
				server.use(after.serverContext("good"));
				Files.copy(after.certificate(), this.trusted, StandardCopyOption.REPLACE_EXISTING);
				Awaitility.await().until(() -> bundles.getBundle("cache") != first);
				assertThat(connection.send(PING).value()).isEqualTo("PONG");
				assertThat(server.accepted()).as("the open connection serves on").isOne();
				server.disconnect();
				awaitPong(connection);
				assertThat(server.accepted()).isEqualTo(2);
			});
		}
		assertThat(output).contains("use the changed SSL bundle").doesNotContain("doesn't support SSL reloading");
	}

	@Test
	void runWhenChangedBundleCannotBeUsedShouldKeepTheOneBeforeAndWarnOnce(CapturedOutput output) {
		try (TlsServer server = new TlsServer(before.serverContext("good"))) {
			this.contextRunner.withPropertyValues("zcached.port=" + server.port()).run((context) -> {
				Connection connection = context.getBean(Connection.class);
				assertThat(connection.send(PING).value()).isEqualTo("PONG");
				SslBundles bundles = context.getBean(SslBundles.class);
				SslBundle first = bundles.getBundle("cache");
				Files.writeString(this.trusted, "half a cert");
				Awaitility.await().until(() -> bundles.getBundle("cache") != first);
				for (int i = 0; i < 2; i++) {
					server.disconnect();
					awaitPong(connection);
				}
			});
		}
		assertThat(output.toString().split("cannot be used; connections go on", -1)).hasSize(2);
	}

	@Test
	void runWhenNothingChangesShouldReconnectWithoutAWord(CapturedOutput output) {
		try (TlsServer server = new TlsServer(before.serverContext("good"))) {
			this.contextRunner.withPropertyValues("zcached.port=" + server.port()).run((context) -> {
				Connection connection = context.getBean(Connection.class);
				assertThat(connection.send(PING).value()).isEqualTo("PONG");
				server.disconnect();
				awaitPong(connection);
			});
		}
		assertThat(output).doesNotContain("changed SSL bundle");
	}

	private static void awaitPong(Connection connection) {
		Awaitility.await().until(() -> {
			Result<Object> result = connection.send(PING);
			assertThat(result.errorCode()).isIn(null, ErrorCode.CONNECTION_REESTABLISHED, ErrorCode.CONNECTION_CLOSED);
			return result.isSuccess();
		});
	}

}
