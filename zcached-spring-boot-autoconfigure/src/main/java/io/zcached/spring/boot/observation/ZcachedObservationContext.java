package io.zcached.spring.boot.observation;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import io.zcached.client.Connection;
import org.jspecify.annotations.Nullable;

/**
 * One request to a zcached server, as an observation sees it. Holds neither keys nor
 * values.
 */
public class ZcachedObservationContext extends SenderContext<Connection> {

	private final String connectionName;

	private final String command;

	private final int commands;

	private final Connection connection;

	private volatile @Nullable String errorType;

	/**
	 * Creates a context.
	 * @param connectionName name of the server
	 * @param connection the connection that is asked
	 * @param command the command's name, {@code PIPELINE} for several
	 * @param commands how many commands
	 */
	public ZcachedObservationContext(String connectionName, Connection connection, String command, int commands) {
		super((carrier, key, value) -> {
		}, Kind.CLIENT);
		this.connectionName = connectionName;
		this.connection = connection;
		this.command = command;
		this.commands = commands;
		setCarrier(connection);
		setRemoteServiceName("zcached");
		setRemoteServiceAddress(connection.host() + ":" + connection.port());
	}

	/**
	 * The name of the server.
	 * @return the name, as in the properties
	 */
	public String getConnectionName() {
		return this.connectionName;
	}

	/**
	 * The connection that is asked.
	 * @return the connection
	 */
	public Connection getConnection() {
		return this.connection;
	}

	/**
	 * The name of the command.
	 * @return the name in upper case, {@code PIPELINE} for several of different names
	 */
	public String getCommand() {
		return this.command;
	}

	/**
	 * How many commands were sent together.
	 * @return the number, at least 1
	 */
	public int getCommands() {
		return this.commands;
	}

	/**
	 * The code of the failure.
	 * @return such as {@code TIMEOUT_LIMIT}, {@code null} for a success
	 */
	public @Nullable String getErrorType() {
		return this.errorType;
	}

	void setErrorType(String errorType) {
		this.errorType = errorType;
	}

}
