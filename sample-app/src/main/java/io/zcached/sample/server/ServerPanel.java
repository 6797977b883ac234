package io.zcached.sample.server;

import io.zcached.sample.live.LivePanel;

import org.springframework.stereotype.Component;

/**
 * Shows how the embedded server is.
 */
@Component
class ServerPanel implements LivePanel {

	private final EmbeddedServer server;

	ServerPanel(EmbeddedServer server) {
		this.server = server;
	}

	@Override
	public String name() {
		return "server";
	}

	@Override
	public ServerState now() {
		return this.server.state();
	}

}
