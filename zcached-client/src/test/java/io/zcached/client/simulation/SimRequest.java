package io.zcached.client.simulation;

import java.util.Map;

import io.zcached.client.Command;
import io.zcached.client.Result;
import io.zcached.client.testsupport.MemoryScript;

/**
 * A tagged request: its key tells what the one right answer is.
 *
 * @param command the command
 * @param key the key, which no other request has
 */
record SimRequest(Command command, String key) {

	private static final String VALUE = "value of ";

	/**
	 * Makes a request.
	 * @param number different for each
	 * @param ordered whether it must reach the server after all those before it
	 * @param size how large a value may be
	 */
	static SimRequest choose(SimWorld world, int number, boolean ordered, int size) {
		String suffix = (ordered ? "-ordered-" : "-") + number;
		return switch (world.choose(5)) {
			case 0 -> of("GET", "missing" + suffix);
			case 1 -> of("GET", "number" + suffix);
			case 2 -> of("MGET", "text" + suffix);
			case 3 -> {
				String key = "text" + suffix;
				int length = world.chance(25) ? world.choose(size) : world.choose(40);
				yield new SimRequest(Command.of("SET", key, VALUE + "x".repeat(length)), key);
			}
			default -> of("GET", "text" + suffix);
		};
	}

	private static SimRequest of(String name, String key) {
		return new SimRequest(Command.of(name, key), key);
	}

	static boolean isOrdered(String key) {
		return key.contains("-ordered-");
	}

	static int number(String key) {
		return Integer.parseInt(key.substring(key.lastIndexOf('-') + 1));
	}

	/** The reply to a GET. */
	static String reply(String key) {
		return switch (key.charAt(0)) {
			case 'm' -> "-ERR '" + key + "' not found\r\n";
			case 'n' -> ":" + number(key) + "\r\n";
			default -> MemoryScript.bulk(VALUE + key);
		};
	}

	/** Whether an answer of the server is the right one. */
	boolean isAnsweredBy(Result<Object> result) {
		if (result.isFailure()) {
			return this.key.startsWith("missing") && ("ERR '" + this.key + "' not found").equals(result.errorMessage());
		}
		Object expected = switch (this.command.name()) {
			case "SET" -> "OK";
			case "MGET" -> Map.of(this.key, VALUE + this.key);
			default -> this.key.startsWith("number") ? (Object) (long) number(this.key) : VALUE + this.key;
		};
		return expected.equals(result.value()) && !this.key.startsWith("missing");
	}

	static boolean showsValue(String message) {
		return message.contains(VALUE);
	}

}
