package io.zcached.embedded;

import java.io.ByteArrayOutputStream;
import java.util.List;

import io.zcached.client.protocol.Dialect;

/**
 * Turns the bytes of one request into the bytes of one reply. Thread safe.
 */
final class RequestProcessor {

	private static final String NO_NAME = "the command is empty, or its name no string";

	/** The unterminated line folds a command's name into a buffer of this size. */
	private static final int LONGEST_NAME = 1024;

	private final Dialect dialect;

	private final CommandHandler commands;

	RequestProcessor(Dialect dialect, Database database) {
		this.dialect = dialect;
		this.commands = new CommandHandler(database, dialect);
	}

	/**
	 * Appends the reply to one request, terminator included, to {@code out}. Nothing is
	 * read outside the range.
	 * @throws ServerDeath if a real server would not survive the request; what it would
	 * have answered before is then in {@code out}
	 */
	void process(byte[] bytes, int from, int to, ByteArrayOutputStream out) {
		try {
			if (RequestParser.of(this.dialect, bytes, from, to).parse() instanceof Value.Array request) {
				execute(request.items(), out);
			}
			else {
				ValueWriter.line(ServerError.UNKNOWN_COMMAND.text(this.dialect), out);
			}
		}
		catch (ServerException ex) {
			ValueWriter.line(ex.error().text(this.dialect), out);
		}
		if (this.dialect.hasTerminator()) {
			out.write(Dialect.TERMINATOR);
		}
	}

	private void execute(List<Value> request, ByteArrayOutputStream out) {
		Bytes name = name(request, out);
		List<Value> arguments = request.subList(1, request.size());
		try {
			ValueWriter.write(this.commands.execute(name, arguments), out);
		}
		catch (ServerException ex) {
			writeError(ex.error(), name, arguments, out);
		}
	}

	/**
	 * The unterminated line sends its errors at once and dies while it logs them; the
	 * terminated one dies before anything is sent.
	 */
	private Bytes name(List<Value> request, ByteArrayOutputStream out) {
		if (request.isEmpty() || !(request.get(0) instanceof Value.Text name)) {
			if (!this.dialect.hasTerminator()) {
				ValueWriter.line(ServerError.UNKNOWN_COMMAND.text(this.dialect), out);
			}
			throw new ServerDeath(NO_NAME);
		}
		if (name.content().length() > LONGEST_NAME && !this.dialect.hasTerminator()) {
			throw new ServerDeath("the command's name is longer than " + LONGEST_NAME + " bytes: " + name.content());
		}
		return name.content();
	}

	private void writeError(ServerError error, Bytes name, List<Value> arguments, ByteArrayOutputStream out) {
		if (error == ServerError.UNKNOWN_COMMAND) {
			ValueWriter.quote("-ERR unknown command '", name, "'", out);
		}
		else if (error == ServerError.NOT_FOUND && arguments.get(0) instanceof Value.Text key) {
			ValueWriter.quote("-ERR '", key.content(), "' not found", out);
		}
		else {
			ValueWriter.line(error.text(this.dialect), out);
		}
	}

}
