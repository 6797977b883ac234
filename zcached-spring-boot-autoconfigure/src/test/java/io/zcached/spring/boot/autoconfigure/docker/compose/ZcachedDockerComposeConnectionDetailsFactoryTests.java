package io.zcached.spring.boot.autoconfigure.docker.compose;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.zcached.client.ZcachedClient;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.ZcachedConnectionDetails;
import io.zcached.spring.boot.testsupport.FaultyServer;
import io.zcached.spring.boot.testsupport.TestKeyStores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ZcachedDockerComposeConnectionDetailsFactory}, found as Spring Boot
 * finds it. What Docker Compose itself says is tested in
 * {@code zcached-spring-boot-test}.
 */
class ZcachedDockerComposeConnectionDetailsFactoryTests {

	private static final String LABEL = "org.springframework.boot.service-connection";

	private static final String JKS = "org.springframework.boot.sslbundle.jks.truststore.";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZcachedAutoConfiguration.class))
		.withPropertyValues("zcached.host=production.invalid", "zcached.startup=lazy");

	@TempDir
	private Path directory;

	@BeforeEach
	void composeFile() throws IOException {
		Files.createFile(this.directory.resolve("compose.yaml"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "sectasy/zcached", "sectasy/zcached:0.0.1", "zcached",
			"registry.example.org:5000/sectasy/zcached:1" })
	void detailsWhenImageIsZcachedShouldBeThoseOfTheService(String image) {
		ZcachedConnectionDetails details = details(service(image, Map.of(7556, 32768), Map.of()));
		assertThat(details.getHost()).isEqualTo("127.0.0.1");
		assertThat(details.getPort()).isEqualTo(32768);
		assertThat(details.getSslBundle()).isNull();
	}

	@Test
	void detailsWhenLabelIsZcachedShouldBeThoseOfTheService() {
		ZcachedConnectionDetails details = details(
				service("mine.example.org/cache:3", Map.of(7556, 32768), Map.of(LABEL, "zcached")));
		assertThat(details.getPort()).isEqualTo(32768);
	}

	@Test
	void detailsWhenNeitherImageNorLabelIsZcachedShouldNotExist() {
		assertThat(find(service("mine.example.org/cache:3", Map.of(7556, 32768), Map.of()))).isEmpty();
		assertThat(find(service("sectasy/zcached", Map.of(7556, 32768), Map.of(LABEL, "redis"))))
			.doesNotContainKey(ZcachedConnectionDetails.class);
	}

	@Test
	void detailsWhenOnlyPortOfFirstLineIsPublishedShouldUseIt() {
		assertThat(details(service("sectasy/zcached:0.0.1", Map.of(5555, 32769), Map.of())).getPort()).isEqualTo(32769);
		assertThat(details(service("sectasy/zcached", Map.of(5555, 32769, 7556, 32768), Map.of())).getPort())
			.isEqualTo(32768);
	}

	@Test
	void detailsWhenNoPortIsPublishedShouldTellWhatToAdd() {
		assertThatIllegalStateException()
			.isThrownBy(() -> details(service("sectasy/zcached", Map.of(80, 32768), Map.of())))
			.withMessageContainingAll("'cache-1'", "7556", "5555", "'ports'");
	}

	@Test
	void runWhenLabelsNameTrustStoreBesideComposeFileShouldSpeakTls() {
		Path keyStore = TestKeyStores.selfSigned(this.directory, "canary-password");
		try (FaultyServer server = FaultyServer
			.pongingOverTls(TestKeyStores.serverContext(keyStore, "canary-password"))) {
			RunningService service = service("sectasy/zcached", Map.of(7556, server.port()), Map.of(JKS + "location",
					keyStore.getFileName().toString(), JKS + "type", "PKCS12", JKS + "password", "canary-password"));
			this.contextRunner.withBean(ZcachedConnectionDetails.class, () -> details(service))
				.run((context) -> assertThat(context.getBean(ZcachedClient.class).ping()).isEqualTo("PONG"));
		}
	}

	private RunningService service(String image, Map<Integer, Integer> ports, Map<String, String> labels) {
		return new RunningServiceStub(image, ports, labels, this.directory);
	}

	private static ZcachedConnectionDetails details(RunningService service) {
		return (ZcachedConnectionDetails) find(service).get(ZcachedConnectionDetails.class);
	}

	private static Map<Class<?>, ConnectionDetails> find(RunningService service) {
		return new ConnectionDetailsFactories(RunningService.class.getClassLoader())
			.getConnectionDetails(source(service), false);
	}

	/** Spring Boot keeps the constructor for itself. */
	private static DockerComposeConnectionSource source(RunningService service) {
		try {
			Constructor<DockerComposeConnectionSource> constructor = DockerComposeConnectionSource.class
				.getDeclaredConstructor(RunningService.class, Environment.class);
			constructor.setAccessible(true);
			return BeanUtils.instantiateClass(constructor, service, new MockEnvironment());
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
