package io.zcached.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * One command with its arguments. Immutable as long as its arguments are left alone until
 * it has been sent.
 *
 * @param name the command's name, upper case
 * @param arguments the arguments in order: keys are strings, values are any type that the
 * server stores
 */
public record Command(String name, List<@Nullable Object> arguments) {

	/**
	 * Creates a command.
	 * @param name the name, such as {@code SET}, in any letter case
	 * @param arguments the arguments in order
	 */
	public Command {
		name = Objects.requireNonNull(name, "name must not be null").toUpperCase(Locale.ROOT);
		List<@Nullable Object> copy = new ArrayList<>(arguments.size());
		for (Object argument : arguments) {
			copy.add((argument instanceof CharSequence text) ? text.toString() : argument);
		}
		arguments = Collections.unmodifiableList(copy);
	}

	/**
	 * Creates a command.
	 * @param name the name, such as {@code SET}, in any letter case
	 * @param arguments the arguments in order; {@code null} is zcached's null value
	 * @return the command
	 */
	public static Command of(String name, @Nullable Object... arguments) {
		return new Command(name, Arrays.asList(arguments));
	}

	@Override
	public String toString() {
		return "Command[" + this.name + ", " + this.arguments.size() + " arguments]";
	}

}
