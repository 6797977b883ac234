package io.zcached.spring.boot.test.docs;

import io.zcached.testcontainers.EnabledIfImage;
import io.zcached.testcontainers.ZcachedContainer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The container as a bean of {@code docs/testing.md}.
 */
@EnabledIfImage
@SpringBootTest
@Import(ContainerBeanTests.Containers.class)
class ContainerBeanTests {

	@Test
	void strangerIsGreeted(@Autowired Greetings greetings, @Autowired ZcachedContainer container) {
		assertThat(greetings.greet("Ada")).isEqualTo("Hello, Ada");
		assertThat(container.isRunning()).isTrue();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Containers {

		@Bean
		@ServiceConnection
		ZcachedContainer zcachedContainer() {
			return new ZcachedContainer("sectasy/zcached");
		}

	}

}
