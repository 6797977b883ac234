package io.zcached.benchmarks;

import java.nio.charset.StandardCharsets;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.protocol.ReplyReader;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A reply to read, and its reader.
 */
@State(Scope.Thread)
public class Reply {

	/** What the reply holds. */
	@Param
	public Content content = Content.STRING_OF_100_B;

	final ReplyReader reader = new ReplyReader(Dialect.TERMINATED);

	byte[] bytes = {};

	/** Encodes the reply. */
	@Setup
	public void encode() {
		this.bytes = (this.content.encoded + (char) Dialect.TERMINATOR).getBytes(StandardCharsets.ISO_8859_1);
	}

	private static String string(int length) {
		return "$" + length + "\r\n" + "v".repeat(length) + "\r\n";
	}

	/** What a reply holds. */
	public enum Content {

		/** A string of 100 bytes. */
		STRING_OF_100_B(string(100)),

		/** A string of 10 KB. */
		STRING_OF_10_KB(string(10 * 1024)),

		/** A list of 100 strings of 10 bytes. */
		LIST_OF_100("*100\r\n" + string(10).repeat(100)),

		/** A list of 10 maps, each with a scalar of every type and a list inside. */
		NESTED("*10\r\n" + ("%5\r\n" + "$4\r\nname\r\n" + string(10) + "$5\r\ncount\r\n:1234567\r\n"
				+ "$5\r\nprice\r\n,1234.5\r\n" + "$5\r\nvalid\r\n#t\r\n" + "$4\r\ntags\r\n*3\r\n" + string(5).repeat(3))
			.repeat(10));

		private final String encoded;

		Content(String encoded) {
			this.encoded = encoded;
		}

	}

}
