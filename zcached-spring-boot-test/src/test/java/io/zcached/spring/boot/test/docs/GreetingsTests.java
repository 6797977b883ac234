package io.zcached.spring.boot.test.docs;

import io.zcached.client.ZcachedClient;
import io.zcached.spring.boot.test.autoconfigure.ZcachedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The slice of {@code docs/testing.md}.
 */
@ZcachedTest
@Import(Greetings.class)
class GreetingsTests {

	@Autowired
	private ZcachedClient zcached;

	@Autowired
	private Greetings greetings;

	@Test
	void storedGreetingComesFirst() {
		this.zcached.set("greeting:Ada", "Good evening, Ada");
		assertThat(this.greetings.greet("Ada")).isEqualTo("Good evening, Ada");
	}

	@Test
	void strangerIsGreetedToo() {
		assertThat(this.greetings.greet("Ada")).isEqualTo("Hello, Ada");
	}

}
