package io.zcached.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.zcached.client.protocol.Dialect;

/**
 * Carries out commands on a database, with the checks that the server makes and without
 * those that it lacks. Thread safe.
 */
final class CommandHandler {

	private static final Value PONG = new Value.SimpleText(Bytes.of("PONG"));

	/** COPY alone answers a bulk string. */
	private static final Value COPIED = new Value.Text(Bytes.of("OK"));

	private final Database database;

	private final Dialect dialect;

	CommandHandler(Database database, Dialect dialect) {
		this.database = database;
		this.dialect = dialect;
	}

	/**
	 * Carries out one command.
	 * @param name the name as it was sent
	 * @param arguments what followed the name
	 * @return the answer
	 * @throws ServerException if the server would answer an error
	 * @throws ServerDeath if a real server would not survive it
	 */
	Value execute(Bytes name, List<Value> arguments) throws ServerException {
		CommandName command = CommandName.find(name, this.dialect);
		if (command == null) {
			throw new ServerException(ServerError.UNKNOWN_COMMAND);
		}
		if (arguments.size() < command.leastArguments()) {
			throw new ServerException(ServerError.UNEXPECTED);
		}
		return switch (command) {
			case PING -> PONG;
			case GET -> get(command, arguments.get(0));
			case SET -> set(arguments.get(0), arguments.get(1));
			case DELETE -> okIf(this.database.delete(fatalKey(command, arguments.get(0))), ServerError.NOT_FOUND);
			case FLUSH -> flush();
			case MGET -> getAll(arguments);
			case MSET -> setAll(arguments);
			case DBSIZE -> new Value.Int(this.database.size());
			case SAVE -> okIf(this.database.save(), ServerError.SAVE_FAILURE);
			case KEYS -> new Value.Array(this.database.keys());
			case LASTSAVE -> new Value.Int(this.database.lastSave());
			case SIZEOF -> new Value.Int(ValueChecks.sizeOf(get(command, arguments.get(0))));
			case RENAME -> rename(arguments.get(0), arguments.get(1));
			case ECHO -> echo(arguments.get(0));
			case COPY -> copy(arguments);
		};
	}

	private Value get(CommandName command, Value key) throws ServerException {
		Value value = this.database.get(fatalKey(command, key));
		if (value == null) {
			throw new ServerException(ServerError.NOT_FOUND);
		}
		return value;
	}

	/**
	 * A value with an error somewhere inside is refused. The terminated line does so too
	 * late: it leaves a broken entry behind, which kills it later; here there is none.
	 */
	private Value set(Value key, Value value) throws ServerException {
		Bytes checked = key(key, ServerError.KEY_NOT_STRING);
		if (!ValueChecks.isStorable(value)) {
			throw new ServerException(ServerError.UNEXPECTED);
		}
		this.database.put(checked, value);
		return Value.OK;
	}

	private Value flush() {
		this.database.flush();
		return Value.OK;
	}

	private Value getAll(List<Value> keys) throws ServerException {
		Map<Bytes, Value> found = new HashMap<>();
		for (Value key : keys) {
			Bytes checked = key(key, ServerError.KEY_NOT_STRING);
			Value value = this.database.get(checked);
			found.put(checked, (value != null) ? value : new Value.Null());
		}
		return new Value.Mapping(found);
	}

	/**
	 * Entries before the first bad one stay set.
	 */
	private Value setAll(List<Value> entries) throws ServerException {
		if (entries.isEmpty() || entries.size() % 2 != 0) {
			throw new ServerException(ServerError.UNEXPECTED);
		}
		for (int i = 0; i < entries.size(); i += 2) {
			set(entries.get(i), entries.get(i + 1));
		}
		return Value.OK;
	}

	private Value rename(Value from, Value to) throws ServerException {
		Bytes source = key(from, ServerError.UNEXPECTED);
		Bytes target = key(to, ServerError.UNEXPECTED);
		return okIf(this.database.rename(source, target), ServerError.NOT_FOUND);
	}

	private Value echo(Value text) throws ServerException {
		if (text instanceof Value.Text || text instanceof Value.SimpleText) {
			return text;
		}
		throw new ServerException(ServerError.UNEXPECTED);
	}

	private Value copy(List<Value> arguments) throws ServerException {
		Bytes from = key(arguments.get(0), ServerError.UNEXPECTED);
		Bytes to = key(arguments.get(1), ServerError.UNEXPECTED);
		boolean replace = arguments.size() > 2;
		if (replace && !key(arguments.get(2), ServerError.UNEXPECTED).latin1().equalsIgnoreCase("REPLACE")) {
			throw new ServerException(ServerError.UNEXPECTED);
		}
		ServerError error = this.database.copy(from, to, replace);
		if (error != null) {
			throw new ServerException(error);
		}
		return COPIED;
	}

	private static Value okIf(boolean done, ServerError otherwise) throws ServerException {
		if (!done) {
			throw new ServerException(otherwise);
		}
		return Value.OK;
	}

	/**
	 * The key of a command that takes it for a string without a look.
	 */
	private static Bytes fatalKey(CommandName command, Value key) {
		if (key instanceof Value.Text text) {
			return text.content();
		}
		String found = (key instanceof Value.SimpleText text) ? "the simple string " + text.content()
				: "of the type " + key.getClass().getSimpleName();
		throw new ServerDeath("the key of " + command + " is no string but " + found);
	}

	private static Bytes key(Value key, ServerError otherwise) throws ServerException {
		if (key instanceof Value.Text text) {
			return text.content();
		}
		throw new ServerException(otherwise);
	}

}
