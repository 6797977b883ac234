package io.zcached.sample;

import java.util.Locale;

import io.zcached.client.protocol.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Entries on a server of the current line.
 */
class TerminatedEntriesTests extends AbstractEntriesTests {

	@Override
	protected String dialect() {
		return Dialect.TERMINATED.name().toLowerCase(Locale.ROOT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "{}", "[\"\"]", "[{}]", "{\"a\":{}}", "{\"\":1}", "\"a\\u0003b\"" })
	void whatThisLineCannotStoreShouldBe400(String json) {
		assertProblem(client().put("key", json), 400, "key");
	}

	@Test
	void terminatorInKeyShouldBe400() {
		assertProblem(client().put("a\u0003b", "1"), 400, "a\\x03b");
	}

}
