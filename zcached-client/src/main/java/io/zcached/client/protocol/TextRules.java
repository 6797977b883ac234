package io.zcached.client.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Which texts a server stores faithfully. A terminated server cuts a string at a line
 * feed without a word and ends the request at byte 0x03 whatever the declared length
 * says, so that what follows is executed as a command; it refuses the empty string. An
 * unterminated server refuses the line feed only.
 */
final class TextRules {

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long ONES = 0x0101010101010101L;

	private static final long HIGH_BITS = 0x8080808080808080L;

	private static final byte LINE_FEED = '\n';

	private TextRules() {
	}

	/**
	 * Whether a text has to be checked once it is encoded: the JDK looks for a character
	 * in a string several times faster than {@link #check} for its byte (benchmark:
	 * {@code CodecBenchmark.writeSet}).
	 */
	static boolean mayRefuse(Dialect dialect, String text) {
		return text.isEmpty() || text.indexOf(LINE_FEED) >= 0
				|| (dialect.hasTerminator() && text.indexOf(Dialect.TERMINATOR) >= 0);
	}

	/**
	 * Checks an encoded text.
	 * @throws RefusedException if a server of the dialect would not store it as it is
	 */
	static void check(Dialect dialect, byte[] bytes, int start, int length) {
		if (length == 0) {
			if (dialect.hasTerminator()) {
				throw new RefusedException(" is the empty string, which this server cannot store; "
						+ "store null or a placeholder text instead");
			}
			return;
		}
		int lineFeed = indexOf(bytes, start, length, LINE_FEED);
		int terminator = dialect.hasTerminator() ? indexOf(bytes, start, length, Dialect.TERMINATOR) : -1;
		if (terminator >= 0 && (lineFeed < 0 || terminator < lineFeed)) {
			throw new RefusedException(" holds byte 0x03 at offset " + terminator
					+ ", at which the server would end the request and execute what follows as a command; "
					+ "remove it or encode the text, for instance as JSON or Base64");
		}
		if (lineFeed >= 0) {
			throw new RefusedException(" holds a line feed (byte 0x0A) at offset " + lineFeed
					+ (dialect.hasTerminator() ? ", at which the server would silently cut it; "
							: ", which the server refuses; ")
					+ "replace it or encode the text, for instance as JSON or Base64");
		}
	}

	/**
	 * Checks that UTF-8 can encode a text.
	 * @throws RefusedException if the text holds half of a surrogate pair
	 */
	static void checkSurrogates(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
				i++;
			}
			else if (Character.isSurrogate(c)) {
				throw new RefusedException(" holds the unpaired surrogate 0x" + Printable.hex(c, 4) + " at index " + i
						+ ", which UTF-8 cannot encode; remove it");
			}
		}
	}

	/**
	 * Looks eight bytes at a time: a byte that equals the wanted one is zero after XOR.
	 */
	static int indexOf(byte[] bytes, int start, int length, byte wanted) {
		long pattern = ONES * wanted;
		int i = 0;
		for (; i + 8 <= length; i += 8) {
			long difference = (long) LONGS.get(bytes, start + i) ^ pattern;
			if (((difference - ONES) & ~difference & HIGH_BITS) != 0) {
				break;
			}
		}
		for (; i < length; i++) {
			if (bytes[start + i] == wanted) {
				return i;
			}
		}
		return -1;
	}

}
