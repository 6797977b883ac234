package io.zcached.spring.boot.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;

/**
 * The zcached servers of the application by name. {@value #DEFAULT_NAME} is the one that
 * is injected where no name is asked for; a connection or pool that the application
 * defines itself goes by its qualifier, else by the name of its bean. Immutable and
 * thread safe.
 */
public final class ZcachedConnections {

	/**
	 * Name of the server of {@code zcached.host}, or of the application's own single or
	 * primary {@link Connection} bean.
	 */
	public static final String DEFAULT_NAME = "default";

	private final Map<String, Connection> connections;

	private final ConnectionBeans beans;

	ZcachedConnections(ConnectionBeans beans) {
		this.connections = beans.connections();
		this.beans = beans;
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
	 * The connection to a server; if it has a pool, the first one of it.
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
	 * All connections to a server.
	 * @param name the name of the server
	 * @return those of its pool, else the only one; not the caller's to close
	 * @throws NoSuchZcachedConnectionException if no server has this name
	 */
	public List<Connection> connections(String name) {
		return this.beans.connections(connection(name));
	}

	/**
	 * What gives a connection to a server for each request.
	 * @param name the name of the server
	 * @return gives the least loaded of its pool, else the only one, without I/O
	 * @throws NoSuchZcachedConnectionException if no server has this name
	 */
	public Supplier<Connection> leastLoaded(String name) {
		return this.beans.leastLoaded(connection(name));
	}

	/**
	 * The client of a server: the {@link ZcachedClient} bean if there is one for it, else
	 * a new one over its pool or connection.
	 * @param name the name of the server
	 * @return the client
	 * @throws NoSuchZcachedConnectionException if no server has this name
	 */
	public ZcachedClient client(String name) {
		return this.beans.client(name, connection(name));
	}

}
