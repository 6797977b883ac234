package io.zcached.testcontainers;

import javax.net.SocketFactory;
import javax.net.ssl.SSLSocket;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.test.autoconfigure.ZcachedTest;
import io.zcached.spring.boot.test.autoconfigure.app.ExampleApplication;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.MountableFile;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.PemTrustStore;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServiceConnection @ServiceConnection} on a Docker engine.
 */
@EnabledIfImage
class ServiceConnectionTests {

	private static void assertConnectedTo(GenericContainer<?> container, ApplicationContext context) {
		assertThat(context.getBeanNamesForType(EmbeddedZcachedServer.class)).isEmpty();
		assertThat(context.getBean(Connection.class).port()).isEqualTo(container.getMappedPort(7556));
		ZcachedClient client = context.getBean(ZcachedClient.class);
		client.set("key", "value");
		assertThat(client.get("key", String.class)).contains("value");
	}

	@Nested
	@EnabledIfImage
	@ZcachedTest
	@ContextConfiguration(classes = ExampleApplication.class)
	@Testcontainers
	class WithField {

		@Container
		@ServiceConnection
		static final ZcachedContainer container = new ZcachedContainer(ZcachedContainerTests.IMAGE);

		@Test
		void connectionShouldGoToContainer(@Autowired ApplicationContext context) {
			assertConnectedTo(container, context);
		}

	}

	@Nested
	@EnabledIfImage
	@ZcachedTest
	@ContextConfiguration(classes = ExampleApplication.class)
	@Import(ContainerConfiguration.class)
	class WithBean {

		@Test
		void connectionShouldGoToContainer(@Autowired ApplicationContext context) {
			assertConnectedTo(context.getBean(ZcachedContainer.class), context);
		}

	}

	@Nested
	@EnabledIfImage
	@ZcachedTest
	@ContextConfiguration(classes = ExampleApplication.class)
	@Testcontainers
	class WithGenericContainerByName {

		@Container
		@ServiceConnection("zcached")
		static final GenericContainer<?> container = generic();

		@Test
		void connectionShouldGoToContainer(@Autowired ApplicationContext context) {
			assertConnectedTo(container, context);
		}

		private static GenericContainer<?> generic() {
			return new GenericContainer<>(ZcachedContainerTests.IMAGE).withExposedPorts(7556)
				.withEnv("ZCACHED_DIALECT", "terminated")
				.withCopyToContainer(Transferable.of(".{\n    .address = \"0.0.0.0\",\n}\n"),
						"/home/zcached/build/zcached.conf.zon")
				.waitingFor(new PingWaitStrategy(new PingProbe(SocketFactory.getDefault())));
		}

	}

	@Nested
	@EnabledIfImage
	@ZcachedTest
	@ContextConfiguration(classes = ExampleApplication.class)
	@Testcontainers
	class WithTls {

		@Container
		@ServiceConnection
		@PemTrustStore(certificate = "file:" + TlsFiles.AUTHORITY_PEM)
		static final ZcachedContainer container = withTls();

		@Test
		void connectionShouldSpeakTlsWithContainer(@Autowired ApplicationContext context) {
			assertConnectedTo(container, context);
			assertThat(context.getBean(Connection.class).socket()).isInstanceOf(SSLSocket.class);
		}

		private static ZcachedContainer withTls() {
			TlsFiles.get();
			return new ZcachedContainer(ZcachedContainerTests.IMAGE).withTls(
					MountableFile.forHostPath(TlsFiles.CERTIFICATE_PEM),
					MountableFile.forHostPath(TlsFiles.PRIVATE_KEY_PEM));
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class ContainerConfiguration {

		@Bean
		@ServiceConnection
		ZcachedContainer zcachedContainer() {
			return new ZcachedContainer(ZcachedContainerTests.IMAGE);
		}

	}

}
