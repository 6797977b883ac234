package io.zcached.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A command with its arguments.
 */
class CommandTests {

	@Test
	void keepsNameInUpperCaseAndArgumentsInOrder() {
		Command command = Command.of("set", "Key", null);
		assertThat(command.name()).isEqualTo("SET");
		assertThat(command.arguments()).containsExactly("Key", null);
		assertThat(command).isEqualTo(new Command("SET", Arrays.asList("Key", null)));
		assertThat(Command.of("PING").arguments()).isEmpty();
	}

	@Test
	void whenDefaultLocaleIsTurkishThenNameIsAscii() {
		Locale before = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("tr"));
			assertThat(Command.of("dbsize").name()).isEqualTo("DBSIZE");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void whenCallerChangesItsListThenCommandStaysAsItIs() {
		List<Object> arguments = new ArrayList<>(List.of("k"));
		Command command = new Command("GET", arguments);
		arguments.set(0, "other");
		assertThat(command.arguments()).containsExactly("k");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> command.arguments().add("x"));
	}

	@Test
	void whenPrintedThenArgumentsStayHidden() {
		assertThat(Command.of("SET", "k", "CANARY")).hasToString("Command[SET, 2 arguments]");
	}

	@Test
	void whenNameIsNullThenItIsRefused() {
		assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> Command.of(null))
			.withMessage("name must not be null");
	}

}
