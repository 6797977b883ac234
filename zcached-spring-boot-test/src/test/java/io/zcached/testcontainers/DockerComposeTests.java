package io.zcached.testcontainers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import javax.net.ssl.SSLSocket;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.embedded.EmbeddedZcachedAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application whose zcached server is run by Docker Compose, on a Docker
 * engine.
 */
@EnabledIfImage
class DockerComposeTests {

	@TempDir
	private Path directory;

	@Test
	void runWhenImageIsZcachedShouldConnectToService() {
		try (ConfigurableApplicationContext context = run("compose.yaml")) {
			assertConnectedToService(context);
		}
	}

	@Test
	void runWhenLabelIsZcachedShouldConnectToService() {
		try (ConfigurableApplicationContext context = run("label.yaml")) {
			assertConnectedToService(context);
		}
	}

	@Test
	void runWhenLabelNamesTrustStoreShouldSpeakTls() {
		TlsFiles.get();
		copy(TlsFiles.DIRECTORY);
		try (ConfigurableApplicationContext context = run("tls.yaml")) {
			assertConnectedToService(context);
			assertThat(context.getBean(Connection.class).socket()).isInstanceOf(SSLSocket.class);
		}
	}

	private ConfigurableApplicationContext run(String composeFile) {
		copy("src/test/resources/compose");
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.docker.compose.skip.in-tests=false", "spring.docker.compose.stop.command=down",
					"spring.docker.compose.file=" + this.directory.resolve(composeFile))
			.run();
	}

	private void copy(String from) {
		try {
			FileSystemUtils.copyRecursively(Path.of(from), this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void assertConnectedToService(ConfigurableApplicationContext context) {
		assertThat(context.getBeanNamesForType(EmbeddedZcachedServer.class)).isEmpty();
		assertThat(context.getBean(Connection.class).port()).isNotEqualTo(7556);
		ZcachedClient client = context.getBean(ZcachedClient.class);
		client.set("key", "value");
		assertThat(client.get("key", String.class)).contains("value");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ EmbeddedZcachedAutoConfiguration.class, ZcachedAutoConfiguration.class })
	static class Application {

	}

}
