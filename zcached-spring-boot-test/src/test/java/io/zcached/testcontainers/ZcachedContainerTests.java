package io.zcached.testcontainers;

import java.util.Locale;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.utility.DockerImageName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ZcachedContainer} on a Docker engine.
 */
@EnabledIfImage
class ZcachedContainerTests {

	static final DockerImageName IMAGE = DockerImageName.parse(image()).asCompatibleSubstituteFor("sectasy/zcached");

	@ParameterizedTest
	@ValueSource(strings = { "terminated", "unterminated" })
	void startShouldConfigureTheServerAndWaitForIt(String dialect) {
		try (ZcachedContainer container = new ZcachedContainer(IMAGE).withEnv("ZCACHED_DIALECT", dialect)) {
			container.start();
			try (Connection connection = new Connection(container.getHost(), container.getPort())) {
				ZcachedClient client = ZcachedClient.of(connection);
				client.set("key", "value");
				assertThat(client.get("key", String.class)).contains("value");
				assertThat(connection.dialect()).hasToString(dialect.toUpperCase(Locale.ROOT));
			}
		}
	}

	@Test
	void createWhenImageIsAnotherShouldFail() {
		assertThatIllegalStateException().isThrownBy(() -> new ZcachedContainer("redis:8"))
			.withMessageContaining("sectasy/zcached");
	}

	private static String image() {
		String image = System.getenv(EnabledIfImage.VARIABLE);
		return (image != null) ? image : "sectasy/zcached";
	}

}
