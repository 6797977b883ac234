package io.zcached.spring.boot.test.docs;

import io.zcached.spring.boot.test.autoconfigure.AutoConfigureZcached;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The test of a whole application of {@code docs/testing.md}.
 */
@SpringBootTest
@AutoConfigureZcached
class WholeApplicationTests {

	@Test
	void strangerIsGreeted(@Autowired Greetings greetings) {
		assertThat(greetings.greet("Ada")).isEqualTo("Hello, Ada");
	}

}
