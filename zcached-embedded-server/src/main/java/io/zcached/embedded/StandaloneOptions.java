package io.zcached.embedded;

import java.util.List;
import java.util.Locale;

import io.zcached.client.protocol.Dialect;

/**
 * The command line of the stand-alone server.
 */
record StandaloneOptions(ServerOptions server, boolean help) {

	static final String USAGE = """
			Usage: java -jar zcached-embedded-server-standalone.jar [options]
			A zcached server for development and tests; its data lives in memory only.

			  --port=0                 port to listen on, 0 to 65535; 0 takes a free one (default)
			  --dialect=terminated     terminated (default) or unterminated
			  --address=127.0.0.1      local address to listen on
			  --max-clients=1024       clients at a time, 1 to 2147483647
			  --help                   print this and end
			""";

	private static final List<String> NAMES = List.of("--port", "--dialect", "--address", "--max-clients", "--help");

	/**
	 * Reads a command line; of an option that is given twice the last counts.
	 * @throws IllegalArgumentException if an option is unknown or its value not allowed;
	 * the message names the option and what is allowed
	 */
	static StandaloneOptions parse(String... arguments) {
		ServerOptions server = ServerOptions.DEFAULTS;
		boolean help = false;
		for (String argument : arguments) {
			if (argument.equals("--help") || argument.equals("-h")) {
				help = true;
			}
			else {
				server = with(server, argument);
			}
		}
		return new StandaloneOptions(server, help);
	}

	private static ServerOptions with(ServerOptions server, String argument) {
		int equals = argument.indexOf('=');
		String name = (equals < 0) ? argument : argument.substring(0, equals);
		String value = (equals < 0) ? "" : argument.substring(equals + 1);
		return switch (name) {
			case "--port" -> new ServerOptions(number(name, value, 0, 65535), server.dialect(), server.address(),
					server.maxClients());
			case "--dialect" ->
				new ServerOptions(server.port(), dialect(name, value), server.address(), server.maxClients());
			case "--address" ->
				new ServerOptions(server.port(), server.dialect(), address(name, value), server.maxClients());
			case "--max-clients" -> new ServerOptions(server.port(), server.dialect(), server.address(),
					number(name, value, 1, Integer.MAX_VALUE));
			default -> throw new IllegalArgumentException(
					"Unknown option '" + argument + "'; the options are " + String.join(", ", NAMES));
		};
	}

	private static int number(String name, String value, int least, int most) {
		long number = value.matches("[0-9]{1,10}") ? Long.parseLong(value) : -1;
		if (number < least || number > most) {
			throw wrong(name, value, "a number from " + least + " to " + most);
		}
		return (int) number;
	}

	private static Dialect dialect(String name, String value) {
		return switch (value.toLowerCase(Locale.ROOT)) {
			case "terminated" -> Dialect.TERMINATED;
			case "unterminated" -> Dialect.UNTERMINATED;
			default -> throw wrong(name, value, "terminated or unterminated");
		};
	}

	private static String address(String name, String value) {
		if (value.isBlank()) {
			throw wrong(name, value, "a host name or an IP address of this machine");
		}
		return value;
	}

	private static IllegalArgumentException wrong(String name, String value, String allowed) {
		return new IllegalArgumentException(
				"Option " + name + " does not allow '" + value + "'; write " + name + "= and " + allowed);
	}

}
