package io.zcached.embedded;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.zcached.client.protocol.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * The commands, with how many arguments each needs; more are ignored.
 */
enum CommandName {

	PING(0), GET(1), SET(2), DELETE(1), FLUSH(0), MGET(0), MSET(0), DBSIZE(0), SAVE(0), KEYS(0), LASTSAVE(0),

	SIZEOF(1, true), RENAME(2, true), ECHO(1, true), COPY(2, true);

	private static final Map<String, CommandName> BY_NAME = Stream.of(values())
		.collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

	private final int leastArguments;

	private final boolean terminatedOnly;

	CommandName(int leastArguments) {
		this(leastArguments, false);
	}

	CommandName(int leastArguments, boolean terminatedOnly) {
		this.leastArguments = leastArguments;
		this.terminatedOnly = terminatedOnly;
	}

	/**
	 * Finds a command by its name in any letter case.
	 * @return the command, null if servers of the dialect have none of the name
	 */
	static @Nullable CommandName find(Bytes name, Dialect dialect) {
		CommandName command = BY_NAME.get(name.latin1().toUpperCase(Locale.ROOT));
		return (command == null || (command.terminatedOnly && !dialect.hasTerminator())) ? null : command;
	}

	int leastArguments() {
		return this.leastArguments;
	}

}
