package io.zcached.client.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Wire strings for tests, and a wire that delivers them in pieces.
 */
final class Wire {

	/** What stands around the bytes in a buffer: read by mistake, it would complete. */
	private static final byte[] JUNK = bytes("\r\n\u0003\r\n$1\r\nx\r\n\u0003");

	private Wire() {
	}

	/** One byte for each character. */
	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	/** The frame that was written, as one character for each byte. */
	static String frame(Request request) {
		return text(Arrays.copyOf(request.bytes(), request.length()));
	}

	/** A reply of the dialect. */
	static String reply(Dialect dialect, String value) {
		return dialect.hasTerminator() ? value + '\u0003' : value;
	}

	/** Reads all replies, everything at once. */
	static Outcome read(Dialect dialect, byte[] bytes) {
		return read(dialect, bytes, (at) -> bytes.length);
	}

	/**
	 * Reads all replies, in pieces.
	 * @param nextSize how many bytes come next, given how many have come
	 */
	static Outcome read(Dialect dialect, byte[] bytes, IntUnaryOperator nextSize) {
		ReplyReader reader = new ReplyReader(dialect);
		List<Reply> replies = new ArrayList<>();
		int consumed = 0;
		int arrived = 0;
		while (arrived < bytes.length) {
			arrived = Math.min(bytes.length, arrived + Math.max(1, nextSize.applyAsInt(arrived)));
			boolean complete = true;
			while (complete && (consumed < arrived || reader.isInsideReply())) {
				int pad = JUNK.length;
				byte[] buffer = new byte[arrived - consumed + 2 * pad];
				System.arraycopy(JUNK, 0, buffer, 0, pad);
				System.arraycopy(bytes, consumed, buffer, pad, arrived - consumed);
				System.arraycopy(JUNK, 0, buffer, pad + arrived - consumed, pad);
				try {
					complete = reader.read(buffer, pad, pad + arrived - consumed);
				}
				catch (MalformedReplyException ex) {
					return new Outcome(replies, -1, ex.getMessage());
				}
				int read = reader.position() - pad;
				if (read < 0 || read > arrived - consumed || (complete && read == 0)) {
					throw new AssertionError("Position " + read + " of " + (arrived - consumed));
				}
				consumed += read;
				if (complete) {
					replies.add(new Reply(reader.type(), reader.takeValue()));
				}
			}
		}
		return new Outcome(replies, consumed, null);
	}

	/**
	 * One reply.
	 *
	 * @param type its type
	 * @param value its value
	 */
	record Reply(WireType type, @Nullable Object value) {

		/** Equal replies have containers of equal classes and order, too. */
		String detail() {
			return this.type + " "
					+ ((this.value == null) ? "null" : this.value.getClass().getSimpleName() + " " + this.value);
		}

	}

	/**
	 * What reading came to.
	 *
	 * @param replies the complete replies
	 * @param consumed how many bytes have been consumed, -1 after a failure
	 * @param failure the message, {@code null} if nothing was malformed
	 */
	record Outcome(List<Reply> replies, int consumed, @Nullable String failure) {

		boolean isMalformed() {
			return this.failure != null;
		}

		/** What must not depend on how the bytes were cut: not the failure's text. */
		String summary() {
			StringBuilder result = new StringBuilder(isMalformed() ? "malformed" : "consumed " + this.consumed);
			for (Reply reply : this.replies) {
				result.append('\n').append(reply.detail());
			}
			return result.toString();
		}

	}

}
