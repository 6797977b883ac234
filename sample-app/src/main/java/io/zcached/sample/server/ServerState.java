package io.zcached.sample.server;

import java.util.Locale;

import io.zcached.embedded.EmbeddedZcachedServer;
import org.jspecify.annotations.Nullable;

/**
 * How the embedded server is.
 *
 * @param state {@code running}, {@code frozen}, {@code stopped}, or {@code unavailable}
 * if there is none
 * @param reason why there is none
 * @param dialect the dialect that it speaks
 * @param keys how many keys it holds
 * @param connections how many clients are connected
 */
record ServerState(String state, @Nullable String reason, @Nullable String dialect, int keys, int connections) {

	static ServerState of(EmbeddedZcachedServer server) {
		String state = !server.isRunning() ? "stopped" : (server.isFrozen() ? "frozen" : "running");
		return new ServerState(state, null, server.dialect().name().toLowerCase(Locale.ROOT), server.size(),
				server.connections());
	}

	static ServerState unavailable(String reason) {
		return new ServerState("unavailable", reason, null, 0, 0);
	}

}
