package io.zcached.sample.connection;

import java.util.Locale;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionStatistics;
import io.zcached.client.ZcachedException;
import io.zcached.client.protocol.Dialect;
import io.zcached.sample.live.LivePanel;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The connection as it is, without asking the server, and what its health was a moment
 * ago.
 */
@Component
class ConnectionPanel implements LivePanel {

	private final Connection connection;

	private final HealthWatch health;

	ConnectionPanel(Connection connection, HealthWatch health) {
		this.connection = connection;
		this.health = health;
	}

	@Override
	public String name() {
		return "connection";
	}

	@Override
	public Picture now() {
		Dialect dialect = this.connection.dialect();
		boolean connected = this.connection.isConnected();
		ZcachedException failure = this.connection.lastFailure();
		return new Picture(this.connection.host() + ":" + this.connection.port(), connected,
				(dialect != null) ? dialect.name().toLowerCase(Locale.ROOT) : null, this.connection.pendingRequests(),
				this.connection.backOff().toMillis(), this.connection.statistics(), this.health.last(),
				(connected || failure == null) ? null : failure.getMessage());
	}

	/**
	 * What the page shows of it.
	 */
	record Picture(String address, boolean connected, @Nullable String dialect, int pendingRequests, long backOffMillis,
			ConnectionStatistics statistics, HealthWatch.Seen health, @Nullable String failure) {
	}

}
