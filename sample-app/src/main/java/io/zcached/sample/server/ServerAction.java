package io.zcached.sample.server;

import java.util.function.Consumer;

import io.zcached.embedded.EmbeddedZcachedServer;

/**
 * What can be done to the embedded server.
 */
enum ServerAction {

	STOP(EmbeddedZcachedServer::stop, "You stopped the server; its data is gone."),

	START(EmbeddedZcachedServer::start, "You started the server, with no data."),

	FREEZE(EmbeddedZcachedServer::freeze, "You froze the server: it accepts connections and answers nothing."),

	THAW(EmbeddedZcachedServer::thaw, "You let the server go on."),

	RESTART((server) -> server.restart(server.dialect()), "You restarted the server; its data is gone.");

	private final Consumer<EmbeddedZcachedServer> effect;

	private final String told;

	ServerAction(Consumer<EmbeddedZcachedServer> effect, String told) {
		this.effect = effect;
		this.told = told;
	}

	void applyTo(EmbeddedZcachedServer server) {
		this.effect.accept(server);
	}

	String told() {
		return this.told;
	}

}
