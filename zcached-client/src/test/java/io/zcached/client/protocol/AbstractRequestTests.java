package io.zcached.client.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Writes requests and values, and looks at why one is refused.
 */
abstract class AbstractRequestTests {

	final Request request = new Request();

	static List<@Nullable Object> command(String name, @Nullable Object... arguments) {
		List<@Nullable Object> command = new ArrayList<>();
		command.add(name);
		command.addAll(Arrays.asList(arguments));
		return command;
	}

	String write(Dialect dialect, List<@Nullable Object> command) {
		RequestWriter.write(this.request, dialect, (String) command.get(0), command.subList(1, command.size()));
		return Wire.frame(this.request);
	}

	String set(Dialect dialect, @Nullable Object value) {
		RequestWriter.writeSet(this.request, dialect, "k", value);
		return Wire.frame(this.request);
	}

	AbstractStringAssert<?> assertRefused(Dialect dialect, @Nullable Object value) {
		return assertRefusedFor(() -> set(dialect, value)).startsWith("SET refused: the value of key 'k'");
	}

	static AbstractStringAssert<?> assertRefusedFor(Runnable work) {
		return assertThat(
				assertThatExceptionOfType(RefusedException.class).isThrownBy(work::run).actual().getMessage());
	}

}
