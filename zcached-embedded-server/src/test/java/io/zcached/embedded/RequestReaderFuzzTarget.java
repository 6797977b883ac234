package io.zcached.embedded;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.protocol.MalformedReplyException;
import io.zcached.client.protocol.ReplyReader;
import io.zcached.client.testsupport.AllocationBound;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code .ci/fuzz} feeds with bytes of its invention, guided by the branches that
 * they reach. Whatever comes: a value, an error or {@link ServerDeath}, read from the
 * bytes of the request alone and with memory in proportion to them; and replies that the
 * client can read.
 */
public final class RequestReaderFuzzTarget {

	/**
	 * Twice what the dearest bytes cost while the fuzzer watches each {@code switch}:
	 * floats of one digit.
	 */
	private static final int MOST_ALLOCATED_PER_BYTE = 4096;

	/** A parser, and the message of a failure. */
	private static final int MOST_ALLOCATED_BESIDES = 16 * 1024;

	/** What stands around a request in a buffer: read by mistake, it would complete. */
	private static final byte[] JUNK = Wire.lines("|$1|x|\\x03|");

	private RequestReaderFuzzTarget() {
	}

	/**
	 * Called by the fuzzer, which takes whatever is thrown for a finding.
	 * @param input what a client sent
	 * @throws IOException never
	 */
	public static void fuzzerTestOneInput(byte[] input) throws IOException {
		for (Dialect dialect : Dialect.values()) {
			AllocationBound.assertAtMost(mostAllocated(input), () -> parse(dialect, input, 0, input.length));
			assertReadsNothingElse(dialect, input);
			if (collections(input) <= ReplyReader.MAX_DEPTH) {
				assertAnswersReplies(dialect, input, new ByteArrayInputStream(input));
				assertAnswersReplies(dialect, input, new OneByOne(input));
			}
		}
	}

	/** An element of a set is hashed by each set around it. */
	private static long mostAllocated(byte[] input) {
		return MOST_ALLOCATED_BESIDES + (1L + sets(input)) * MOST_ALLOCATED_PER_BYTE * input.length;
	}

	private static int sets(byte[] input) {
		return count(input, (byte) '/') + count(input, (byte) '~');
	}

	private static int collections(byte[] input) {
		return sets(input) + count(input, (byte) '*') + count(input, (byte) '%');
	}

	private static void assertReadsNothingElse(Dialect dialect, byte[] input) {
		byte[] buffer = Arrays.copyOf(JUNK, 2 * JUNK.length + input.length);
		System.arraycopy(input, 0, buffer, JUNK.length, input.length);
		System.arraycopy(JUNK, 0, buffer, JUNK.length + input.length, JUNK.length);
		assertThat(parse(dialect, buffer, JUNK.length, JUNK.length + input.length))
			.isEqualTo(parse(dialect, input, 0, input.length));
	}

	/** The value, the error or what would be the end of a real server. */
	private static Object parse(Dialect dialect, byte[] bytes, int from, int to) {
		try {
			return RequestParser.of(dialect, bytes, from, to).parse();
		}
		catch (ServerException ex) {
			return ex.error();
		}
		catch (ServerDeath ex) {
			return ex.getMessage();
		}
	}

	private static void assertAnswersReplies(Dialect dialect, byte[] input, InputStream in) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		boolean survived = true;
		try {
			Conversation.of(dialect, new Database()).run(in, out);
		}
		catch (ServerDeath ex) {
			survived = false;
		}
		byte[] replies = out.toByteArray();
		if (isUtf8(replies)) {
			int count = countReplies(dialect, replies);
			if (survived && dialect.hasTerminator()) {
				assertThat(count).isEqualTo(count(input, Dialect.TERMINATOR));
			}
		}
	}

	/**
	 * If not, the client reads replacement characters, and may refuse a map since two of
	 * its keys have become one.
	 */
	private static boolean isUtf8(byte[] bytes) {
		return Arrays.equals(bytes, new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
	}

	private static int countReplies(Dialect dialect, byte[] bytes) {
		ReplyReader reader = new ReplyReader(dialect);
		int count = 0;
		try {
			while (reader.read(bytes, reader.position(), bytes.length)) {
				count++;
			}
		}
		catch (MalformedReplyException ex) {
			throw new AssertionError(Wire.text(bytes), ex);
		}
		assertThat(reader.isInsideReply()).as("ends inside a reply").isFalse();
		assertThat(reader.position()).isEqualTo(bytes.length);
		return count;
	}

	private static int count(byte[] bytes, byte searched) {
		int count = 0;
		for (byte b : bytes) {
			count += (b == searched) ? 1 : 0;
		}
		return count;
	}

	/** Each read gets one byte. */
	private static final class OneByOne extends ByteArrayInputStream {

		OneByOne(byte[] bytes) {
			super(bytes);
		}

		@Override
		public synchronized int read(byte[] target, int from, int count) {
			return super.read(target, from, Math.min(1, count));
		}

	}

}
