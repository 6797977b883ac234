package io.zcached.spring.boot.autoconfigure;

import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;

/**
 * The zcached servers of the application by name. {@value #DEFAULT_NAME} is the one that
 * is injected where no name is asked for; a connection that the application defines
 * itself goes by its qualifier, else by the name of its bean. Immutable and thread safe.
 */
public final class ZcachedConnections {

	/**
	 * Name of the server of {@code zcached.host}, or of the application's own single or
	 * primary {@link Connection} bean.
	 */
	public static final String DEFAULT_NAME = "default";

	private final Map<String, Connection> connections;

	private final BiFunction<String, Connection, ZcachedClient> clients;

	ZcachedConnections(Map<String, Connection> connections, BiFunction<String, Connection, ZcachedClient> clients) {
		this.connections = connections;
		this.clients = clients;
	}

	/**
	 * The names of all servers.
	 * @return the names, {@value #DEFAULT_NAME} first; it is missing only if several
	 * connections are defined and none is primary
	 */
	public Set<String> names() {
		return this.connections.keySet();
	}

	/**
	 * The connection to a server.
	 * @param name the name of the server
	 * @return the connection, not the caller's to close
	 * @throws NoSuchZcachedConnectionException if no server has this name
	 */
	public Connection connection(String name) {
		Connection connection = this.connections.get(name);
		if (connection == null) {
			throw new NoSuchZcachedConnectionException(name, names());
		}
		return connection;
	}

	/**
	 * The client of a server: the {@link ZcachedClient} bean if there is one for it, else
	 * a new one over its connection.
	 * @param name the name of the server
	 * @return the client
	 * @throws NoSuchZcachedConnectionException if no server has this name
	 */
	public ZcachedClient client(String name) {
		return this.clients.apply(name, connection(name));
	}

}
