package io.zcached.spring.boot.test.docs;

import io.zcached.testcontainers.EnabledIfImage;
import io.zcached.testcontainers.ZcachedContainer;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The container of {@code docs/testing.md}.
 */
@EnabledIfImage
@SpringBootTest
@Testcontainers
class ContainerFieldTests {

	@Container
	@ServiceConnection
	static final ZcachedContainer zcached = new ZcachedContainer("sectasy/zcached");

	@Test
	void strangerIsGreeted(@Autowired Greetings greetings) {
		assertThat(greetings.greet("Ada")).isEqualTo("Hello, Ada");
	}

}
