package io.zcached.client.protocol;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Frames that somebody else has encoded.
 */
class RawRequestTests {

	private static final List<String> REFUSED_TERMINATED = List.of("set-get-empty-simple-string",
			"set-get-empty-string", "set-get-empty-map", "set-get-map-int-key", "set-get-error-as-value",
			"set-get-array-longer-than-data", "set-get-string-length-too-short", "set-get-string-length-not-a-number",
			"set-get-string-with-crlf", "mset-int-key", "set-int-key", "rename-int", "frame-garbage",
			"frame-inline-command", "two-frames-in-one-write", "etx-inside-string-splits-the-frame");

	private static final List<String> REFUSED_UNTERMINATED = List.of("set-get-map-int-key", "set-get-error-as-value",
			"set-get-array-longer-than-data", "set-get-string-length-too-short", "set-get-string-length-not-a-number",
			"set-get-string-with-crlf", "set-get-ordered-set", "set-get-ordered-set-order", "set-get-ordered-set-mixed",
			"set-get-empty-ordered-set", "set-get-unordered-set", "set-get-empty-unordered-set", "mset-int-key",
			"set-int-key", "command-as-simple-string", "rename-int", "frame-inline-command");

	private final Request request = new Request();

	@ParameterizedTest
	@EnumSource
	void takesWhatRealServersTookWithAndWithoutTerminator(Dialect dialect) {
		List<String> refused = new ArrayList<>();
		for (Transcripts.Step step : Transcripts.of(dialect)) {
			String send = Wire.text(step.send());
			String bare = send.endsWith("\u0003") ? send.substring(0, send.length() - 1) : send;
			try {
				RawRequest.write(this.request, dialect, Wire.bytes(bare));
			}
			catch (RefusedException ex) {
				refused.add(step.scenario());
				assertThatExceptionOfType(RefusedException.class)
					.isThrownBy(() -> RawRequest.write(this.request, dialect, Wire.bytes(bare + '\u0003')));
				continue;
			}
			assertThat(Wire.frame(this.request)).isEqualTo(Wire.reply(dialect, bare));
			assertReplyFits(dialect, step);
			RawRequest.write(this.request, dialect, Wire.bytes(bare + '\u0003'));
			assertThat(Wire.frame(this.request)).isEqualTo(Wire.reply(dialect, bare));
			assertReplyFits(dialect, step);
		}
		assertThat(refused)
			.containsExactlyElementsOf(dialect.hasTerminator() ? REFUSED_TERMINATED : REFUSED_UNTERMINATED);
	}

	private void assertReplyFits(Dialect dialect, Transcripts.Step step) {
		Wire.Reply reply = Wire.read(dialect, step.expect()).replies().get(0);
		boolean fits = (reply.type() == WireType.ERROR) ? this.request.fitsError((String) reply.value())
				: this.request.fits(reply.type(), reply.value());
		assertThat(fits).as("the reply to %s fits", step).isTrue();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = ';', value = { "``; it must begin with *",
			"\\x03; it must begin with *", "PING\\r\\n; it must begin with *",
			"*1\\r\\n$4\\r\\nPING; not of the declared length 4",
			"*1\\r\\n$4\\r\\nPING\\r; not of the declared length 4",
			"*1\\r\\n$4\\r\\nPING\\n; not of the declared length", "*0\\r\\n; an empty array kills the server",
			"*\\r\\n; no number of elements stands at offset 1", "*-1\\r\\n; no number of elements",
			"*x\\r\\n; no number of elements", "*1234567890\\r\\n; no number of elements",
			"*1\\n$4\\r\\nPING\\r\\n; has no end", "*1; has no end",
			"*1\\r\\n+PING\\r\\n; the command's name at offset 4 is no $ string",
			"*2\\r\\n$3\\r\\nGET\\r\\n:1\\r\\n; the key at offset 13 is no $ string, and another type may kill the server",
			"*2\\r\\n$3\\r\\nget\\r\\n_\\r\\n; the key", "*2\\r\\n$6\\r\\nDELETE\\r\\n*0\\r\\n; the key",
			"*2\\r\\n$6\\r\\nSIZEOF\\r\\n+k\\r\\n; the key", "*2\\r\\n$3\\r\\nGET\\r\\n; the key at offset 13",
			"*3\\r\\n$3\\r\\nGET\\r\\n$1\\r\\nk\\r\\n; no value begins at offset 20",
			"*2\\r\\n$3\\r\\nGET\\r\\n$2\\r\\nk\\r\\n; not of the declared length 2",
			"*2\\r\\n$3\\r\\nGET\\r\\n$1\\r\\nkk\\r\\n; not of the declared length 1",
			"*2\\r\\n$3\\r\\nGET\\r\\n$99999\\r\\nkk\\r\\n; not of the declared length 99999",
			"*1\\r\\n$4\\r\\nPING\\r\\n*1\\r\\n$5\\r\\nFLUSH\\r\\n; bytes follow its last element at offset 14",
			"*1\\r\\n$4\\r\\nPING\\r\\n\\x03*1\\r\\n$5\\r\\nFLUSH\\r\\n\\x03; bytes follow its last element at offset 14",
			"*1\\r\\n$4\\r\\nPING\\r\\n\\x03\\x03; bytes follow its last element",
			"*2\\r\\n$4\\r\\nECHO\\r\\n-x\\r\\n; no value begins", "*2\\r\\n$4\\r\\nECHO\\r\\nx\\r\\n; no value begins",
			"*2\\r\\n$4\\r\\nECHO\\r\\n\\x80\\r\\n; no value begins",
			"*2\\r\\n$4\\r\\nECHO\\r\\n:\\x03\\r\\n; byte 0x03 stands inside",
			"*2\\r\\n$4\\r\\nECHO\\r\\n_\\x03*1\\r\\n; byte 0x03 stands inside",
			"*3\\r\\n$3\\r\\nSET\\r\\n$1\\r\\nk\\r\\n%1\\r\\n:1\\r\\n_\\r\\n; the map key at offset 24 is no $ string",
			"*3\\r\\n$3\\r\\nSET\\r\\n$1\\r\\nk\\r\\n*2\\r\\n:1\\r\\n; no value begins",
			"*4\\r\\n$4\\r\\nCOPY\\r\\n$1\\r\\nk\\r\\n$1\\r\\nk\\r\\n$7\\r\\nREPLACE\\r\\n; onto itself" })
	void whenBytesAreNotOneWholeFrameThenTheyAreRefused(String frame, String message) {
		byte[] bytes = Wire.bytes(
				frame.replace("\\r", "\r").replace("\\n", "\n").replace("\\x03", "\u0003").replace("\\x80", "\u0080"));
		for (Dialect dialect : Dialect.values()) {
			assertThatExceptionOfType(RefusedException.class)
				.isThrownBy(() -> RawRequest.write(this.request, dialect, bytes))
				.withMessageStartingWith("Request refused")
				.withMessageContaining(message);
		}
	}

	@Test
	void whenServerCannotStoreItThenFrameIsRefused() {
		for (String value : new String[] { "$0\r\n\r\n", "+\r\n", "%0\r\n", "*1\r\n$0\r\n\r\n", "%1\r\n+\r\n_\r\n",
				"+a\u0003b\r\n" }) {
			byte[] bytes = Wire.bytes("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n" + value);
			assertThatExceptionOfType(RefusedException.class)
				.isThrownBy(() -> RawRequest.write(this.request, Dialect.TERMINATED, bytes));
			RawRequest.write(this.request, Dialect.UNTERMINATED, bytes);
			assertThat(Wire.frame(this.request)).isEqualTo(Wire.text(bytes));
		}
	}

	@Test
	void whenNestedAMillionDeepThenFrameIsRefused() {
		byte[] bytes = Wire.bytes("*2\r\n$4\r\nECHO\r\n" + "*1\r\n".repeat(1_000_000) + "_\r\n");
		assertThatExceptionOfType(RefusedException.class)
			.isThrownBy(() -> RawRequest.write(this.request, Dialect.TERMINATED, bytes))
			.withMessageContaining("nested deeper than 128 levels");
	}

	@Test
	void leavesTheCallersBytesAlone() {
		byte[] bytes = Wire.bytes("*1\r\n$4\r\nPING\r\n\u0003");
		RawRequest.write(this.request, Dialect.UNTERMINATED, bytes);
		assertThat(Wire.text(bytes)).endsWith("\u0003");
		assertThat(this.request.bytes()).isNotSameAs(bytes);
		assertThat(this.request.type()).isEqualTo(CommandType.PING);
	}

	@Test
	void remembersWhatWasAskedToJudgeTheReply() {
		RawRequest.write(this.request, Dialect.TERMINATED, Wire.bytes("*2\r\n$3\r\nget\r\n$1\r\nk\r\n"));
		assertThat(this.request.fitsError("ERR 'k' not found")).isTrue();
		assertThat(this.request.fitsError("ERR 'l' not found")).isFalse();
		assertThat(this.request.fitsError("ERR unknown command 'get'")).isTrue();
		assertThat(this.request.fitsError("ERR unknown command 'GET'")).isFalse();
		for (String text : new String[] { "$2\r\nhi\r\n", "+hi\r\n" }) {
			RawRequest.write(this.request, Dialect.TERMINATED, Wire.bytes("*2\r\n$4\r\nECHO\r\n" + text));
			assertThat(this.request.fits(WireType.STRING, "hi")).isTrue();
			assertThat(this.request.fits(WireType.STRING, "ho")).isFalse();
		}
	}

}
