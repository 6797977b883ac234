package io.zcached.sample.connection;

import java.time.Instant;
import java.util.Locale;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;
import io.zcached.client.protocol.Dialect;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the server and the connection tell about themselves.
 */
@RestController
@RequestMapping("/api/stats")
class StatsController {

	private final Connection connection;

	private final ZcachedClient client;

	StatsController(Connection connection, ZcachedClient client) {
		this.connection = connection;
		this.client = client;
	}

	@GetMapping
	Stats stats() {
		return new Stats(this.client.dbSize(), this.client.lastSave(), ConnectionStats.of(this.connection));
	}

	record Stats(long dbSize, Instant lastSave, ConnectionStats connection) {
	}

	record ConnectionStats(String address, String id, @Nullable String dialect, boolean connected,
			int pendingRequests) {

		static ConnectionStats of(Connection connection) {
			Dialect dialect = connection.dialect();
			return new ConnectionStats(connection.host() + ":" + connection.port(), connection.id(),
					(dialect != null) ? dialect.name().toLowerCase(Locale.ROOT) : null, connection.isConnected(),
					connection.pendingRequests());
		}

	}

}
