package io.zcached.embedded;

import io.zcached.client.protocol.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link StandaloneOptions}.
 */
class StandaloneOptionsTests {

	@Test
	void noOptionsShouldMeanTheDefaults() {
		assertThat(StandaloneOptions.parse()).isEqualTo(new StandaloneOptions(ServerOptions.DEFAULTS, false));
		assertThat(ServerOptions.DEFAULTS).isEqualTo(new ServerOptions(0, Dialect.TERMINATED, "127.0.0.1", 1024));
	}

	@Test
	void allOptionsShouldBeRead() {
		StandaloneOptions options = StandaloneOptions.parse("--port=7556", "--dialect=UNterminated",
				"--address=localhost", "--max-clients=3");
		assertThat(options.server()).isEqualTo(new ServerOptions(7556, Dialect.UNTERMINATED, "localhost", 3));
	}

	@Test
	void helpShouldNameEveryOption() {
		assertThat(StandaloneOptions.parse("--help").help()).isTrue();
		assertThat(StandaloneOptions.parse("-h").help()).isTrue();
		assertThat(StandaloneOptions.USAGE).contains("--port=", "--dialect=", "--address=", "--max-clients=", "--help");
	}

	@ParameterizedTest
	@CsvSource({ "--port=x,0 to 65535", "--port=65536,0 to 65535", "--port=-1,0 to 65535", "--port,0 to 65535",
			"--dialect=both,terminated or unterminated", "--address=,address", "--max-clients=0,1 to 2147483647" })
	void wrongValueShouldNameTheOptionAndWhatIsAllowed(String argument, String allowed) {
		assertThatIllegalArgumentException().isThrownBy(() -> StandaloneOptions.parse(argument))
			.withMessageContaining(argument.replaceAll("=.*", ""))
			.withMessageContaining(allowed);
	}

	@ParameterizedTest
	@CsvSource({ "--prot=1", "port=1", "-p", "7556", "''" })
	void unknownOptionShouldBeNamedWithTheKnownOnes(String argument) {
		assertThatIllegalArgumentException().isThrownBy(() -> StandaloneOptions.parse(argument))
			.withMessageContaining("'" + argument + "'")
			.withMessageContaining("--port, --dialect, --address, --max-clients");
	}

}
