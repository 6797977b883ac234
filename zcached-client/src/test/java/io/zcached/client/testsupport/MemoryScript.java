package io.zcached.client.testsupport;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

import io.zcached.client.protocol.Dialect;

/**
 * A tiny zcached: keeps encoded values in a map, which all connections share.
 */
public final class MemoryScript implements Script {

	private final Dialect dialect;

	/** Encoded values by key. */
	private final Map<String, String> data = new ConcurrentSkipListMap<>();

	/**
	 * Creates an empty one.
	 * @param dialect decides which commands there are
	 */
	public MemoryScript(Dialect dialect) {
		this.dialect = dialect;
	}

	/**
	 * The encoded values by key.
	 * @return the live map
	 */
	public Map<String, String> data() {
		return this.data;
	}

	@Override
	public void run(Peer peer) throws Exception {
		for (Frame frame = peer.frame(); frame != null; frame = peer.frame()) {
			peer.reply(answer(frame));
		}
	}

	/**
	 * Executes a request.
	 * @param frame the request
	 * @return the reply, without a terminator
	 */
	public String answer(Frame frame) {
		return switch (frame.name()) {
			case "PING" -> "+PONG\r\n";
			case "GET" -> this.data.getOrDefault(frame.text(1), notFound(frame.text(1)));
			case "SET" -> set(frame, 1);
			case "DELETE" -> (this.data.remove(frame.text(1)) != null) ? "+OK\r\n" : notFound(frame.text(1));
			case "FLUSH" -> {
				this.data.clear();
				yield "+OK\r\n";
			}
			case "MGET" -> mget(frame);
			case "MSET" -> {
				for (int i = 1; i < frame.elements().size(); i += 2) {
					set(frame, i);
				}
				yield "+OK\r\n";
			}
			case "DBSIZE" -> ":" + this.data.size() + "\r\n";
			case "SAVE" -> this.data.isEmpty() ? "-NOSAVE error while saving data\r\n" : "+OK\r\n";
			case "KEYS" -> "*" + this.data.size() + "\r\n"
					+ this.data.keySet().stream().map(MemoryScript::bulk).collect(Collectors.joining());
			case "LASTSAVE" -> ":1700000000\r\n";
			default -> this.dialect.hasTerminator() ? newer(frame) : unknown(frame);
		};
	}

	/**
	 * Encodes a string.
	 * @param text the text
	 * @return the encoded string, as Latin-1
	 */
	public static String bulk(String text) {
		String latin = latin(text);
		return "$" + latin.length() + "\r\n" + latin + "\r\n";
	}

	private String newer(Frame frame) {
		return switch (frame.name()) {
			case "SIZEOF" -> sizeOf(frame.text(1));
			case "ECHO" -> frame.elements().get(1);
			case "RENAME" -> rename(frame.text(1), frame.text(2));
			case "COPY" -> copy(frame.text(1), frame.text(2), frame.elements().size() > 3);
			default -> unknown(frame);
		};
	}

	private String set(Frame frame, int index) {
		this.data.put(frame.text(index), frame.elements().get(index + 1));
		return "+OK\r\n";
	}

	private String mget(Frame frame) {
		StringBuilder reply = new StringBuilder("%" + (frame.elements().size() - 1) + "\r\n");
		for (int i = frame.elements().size() - 1; i > 0; i--) {
			reply.append(bulk(frame.text(i))).append(this.data.getOrDefault(frame.text(i), "_\r\n"));
		}
		return reply.toString();
	}

	private String sizeOf(String key) {
		String value = this.data.get(key);
		if (value == null) {
			return notFound(key);
		}
		return switch (value.charAt(0)) {
			case '$', '*', '%', '/', '~' -> ":" + value.substring(1, value.indexOf('\r')) + "\r\n";
			case ':', ',' -> ":8\r\n";
			case '#' -> ":1\r\n";
			default -> ":0\r\n";
		};
	}

	private String rename(String from, String to) {
		String value = this.data.remove(from);
		if (value == null) {
			return notFound(from);
		}
		this.data.put(to, value);
		return "+OK\r\n";
	}

	private String copy(String from, String to, boolean replace) {
		if (!this.data.containsKey(from)) {
			return notFound(from);
		}
		if (!replace && this.data.containsKey(to)) {
			return "-BUSYKEY key already exists\r\n";
		}
		this.data.put(to, this.data.get(from));
		return "$2\r\nOK\r\n";
	}

	private static String notFound(String key) {
		return "-ERR '" + latin(key) + "' not found\r\n";
	}

	private static String unknown(Frame frame) {
		return "-ERR unknown command '" + latin(frame.text(0)) + "'\r\n";
	}

	private static String latin(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

}
