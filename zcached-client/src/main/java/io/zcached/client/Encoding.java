package io.zcached.client;

import java.util.Objects;

import io.zcached.client.protocol.CommandType;
import io.zcached.client.protocol.Dialect;
import io.zcached.client.protocol.RawRequest;
import io.zcached.client.protocol.Request;
import io.zcached.client.protocol.RequestWriter;
import org.jspecify.annotations.Nullable;

/**
 * How something that is to be sent becomes a request. The implementations hold nothing,
 * so that sending allocates nothing for them.
 */
@FunctionalInterface
interface Encoding {

	/** What is sent is a {@link Command}. */
	Encoding COMMAND = (request, dialect, subject, value) -> {
		Command command = (Command) subject;
		RequestWriter.write(request, dialect, command.name(), command.arguments());
	};

	/** What is sent is a frame that somebody else has encoded. */
	Encoding RAW = (request, dialect, subject, value) -> RawRequest.write(request, dialect, (byte[]) subject);

	/** What is sent is a key to get. */
	Encoding GET = keyed(CommandType.GET);

	/** What is sent is a key to delete. */
	Encoding DELETE = keyed(CommandType.DELETE);

	/** What is sent is a key to size. */
	Encoding SIZEOF = keyed(CommandType.SIZEOF);

	/** What is sent is a key, and a value for it. */
	Encoding SET = (request, dialect, subject, value) -> RequestWriter.writeSet(request, dialect, (String) subject,
			value);

	/**
	 * Encodes.
	 * @param request where to
	 * @param dialect the server's dialect
	 * @param subject what is sent
	 * @param value the value that goes with a key
	 */
	void write(Request request, Dialect dialect, Object subject, @Nullable Object value);

	/**
	 * The name of the command that is sent, {@code RAW} for a frame.
	 * @param encoding one of the constants
	 * @param subject what is sent
	 */
	static String name(Encoding encoding, Object subject) {
		if (subject instanceof Command command) {
			return command.name();
		}
		if (encoding == GET) {
			return CommandType.GET.name();
		}
		if (encoding == SET) {
			return CommandType.SET.name();
		}
		if (encoding == DELETE) {
			return CommandType.DELETE.name();
		}
		return (encoding == SIZEOF) ? CommandType.SIZEOF.name() : "RAW";
	}

	private static Encoding keyed(CommandType type) {
		return (request, dialect, subject, value) -> RequestWriter.write(request, dialect, type,
				(String) Objects.requireNonNull(subject));
	}

}
