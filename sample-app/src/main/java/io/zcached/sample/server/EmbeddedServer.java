package io.zcached.sample.server;

import io.zcached.client.protocol.Dialect;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.sample.live.Diary;
import io.zcached.sample.web.ProblemException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The embedded server, to be broken and mended. There is none where the application uses
 * a server elsewhere, which is nobody's to break from here.
 */
@Component
public class EmbeddedServer {

	private static final String NOT_HERE = "This application uses a server elsewhere, and only breaks its own: "
			+ "start it without zcached.host and zcached.port.";

	private final @Nullable EmbeddedZcachedServer server;

	private final Diary diary;

	EmbeddedServer(ObjectProvider<EmbeddedZcachedServer> server, Diary diary) {
		this.server = server.getIfAvailable();
		this.diary = diary;
	}

	/**
	 * Does something to the server, and writes it down.
	 * @throws ProblemException if there is no embedded server
	 */
	void apply(ServerAction action) {
		action.applyTo(orRefuse());
		this.diary.write(Diary.Kind.ACTION, action.told());
	}

	/**
	 * Replaces the server by one that speaks the dialect.
	 * @throws ProblemException if there is no embedded server
	 */
	void restart(Dialect dialect) {
		orRefuse().restart(dialect);
		this.diary.write(Diary.Kind.ACTION, "You restarted the server as one of the "
				+ ((dialect == Dialect.TERMINATED) ? "current" : "0.0.1") + " line.");
	}

	/**
	 * Refuses what is done to an embedded server only.
	 * @return the server
	 * @throws ProblemException if there is none
	 */
	public EmbeddedZcachedServer orRefuse() {
		if (this.server == null) {
			throw new ProblemException(HttpStatus.CONFLICT, "Not an embedded server", NOT_HERE);
		}
		return this.server;
	}

	ServerState state() {
		return (this.server != null) ? ServerState.of(this.server) : ServerState.unavailable(NOT_HERE);
	}

}
