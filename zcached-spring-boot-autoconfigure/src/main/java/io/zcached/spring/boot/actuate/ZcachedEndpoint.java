package io.zcached.spring.boot.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionStatistics;
import io.zcached.client.ZcachedException;
import io.zcached.client.protocol.Dialect;
import io.zcached.spring.boot.autoconfigure.ZcachedConnections;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * {@link Endpoint} that shows the connections to each server, without any I/O. Neither
 * keys nor values are part of it.
 */
@Endpoint(id = "zcached")
public class ZcachedEndpoint {

	private final ZcachedConnections connections;

	/**
	 * Creates the endpoint.
	 * @param connections the servers
	 */
	public ZcachedEndpoint(ZcachedConnections connections) {
		this.connections = connections;
	}

	/**
	 * All servers with their connections.
	 * @return the descriptor
	 */
	@ReadOperation
	public ZcachedDescriptor zcached() {
		Map<String, List<ConnectionDescriptor>> servers = new LinkedHashMap<>();
		this.connections.names()
			.forEach((name) -> servers.put(name,
					this.connections.connections(name).stream().map(ConnectionDescriptor::of).toList()));
		return new ZcachedDescriptor(servers);
	}

	/**
	 * All servers.
	 *
	 * @param connections the connections to each server, by its name
	 */
	public record ZcachedDescriptor(Map<String, List<ConnectionDescriptor>> connections) {
	}

	/**
	 * One connection.
	 *
	 * @param id what it is called in logs and errors
	 * @param address host and port
	 * @param dialect of the server, {@code null} before the first connect
	 * @param state {@code CONNECTED}, {@code BACK_OFF}, {@code DISCONNECTED} or
	 * {@code CLOSED}
	 * @param pendingRequests requests that wait for a reply
	 * @param backOffMillis how long requests still fail at once
	 * @param statistics what has happened so far
	 * @param lastError why there is no socket, {@code null} while there is one
	 */
	public record ConnectionDescriptor(String id, String address, @Nullable Dialect dialect, String state,
			int pendingRequests, long backOffMillis, ConnectionStatistics statistics, @Nullable String lastError) {

		static ConnectionDescriptor of(Connection connection) {
			ZcachedException failure = connection.lastFailure();
			return new ConnectionDescriptor(connection.id(), connection.host() + ":" + connection.port(),
					connection.dialect(), state(connection), connection.pendingRequests(),
					connection.backOff().toMillis(), connection.statistics(),
					(failure != null) ? failure.getMessage() : null);
		}

		private static String state(Connection connection) {
			if (connection.isClosed()) {
				return "CLOSED";
			}
			if (connection.isConnected()) {
				return "CONNECTED";
			}
			return connection.backOff().isZero() ? "DISCONNECTED" : "BACK_OFF";
		}

	}

}
