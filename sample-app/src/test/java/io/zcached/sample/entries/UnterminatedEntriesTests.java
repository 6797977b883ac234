package io.zcached.sample.entries;

import java.util.Locale;

import io.zcached.client.protocol.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.context.TestPropertySource;

import static io.zcached.sample.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entries on a server of the 0.0.1 line.
 */
@TestPropertySource(properties = "zcached.embedded.dialect=unterminated")
class UnterminatedEntriesTests extends AbstractEntriesTests {

	@Override
	protected String dialect() {
		return Dialect.UNTERMINATED.name().toLowerCase(Locale.ROOT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "{}", "\"a\\u0003b\"" })
	void whatOnlyTheOtherLineRefusesShouldBeStored(String json) {
		assertThat(client().put("key", json).statusCode()).isEqualTo(204);
		assertThat(client().json(client().get("key"))).isEqualTo(client().json(json));
	}

	@Test
	void tooLargeValueShouldBe400() {
		assertProblem(client().put("key", "\"" + "x".repeat(5000) + "\""), 400, "4096");
	}

}
