package io.zcached.sample.connection;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionListener;
import io.zcached.client.ConnectionOptions;
import io.zcached.sample.live.Diary;
import io.zcached.spring.boot.autoconfigure.ZcachedConnectionOptionsCustomizer;

import org.springframework.stereotype.Component;

/**
 * Writes down what happens to the connection. The starter lets every customizer have its
 * say when it sets a connection up, here to be told of its life. Of the attempts that
 * fail in a row, the first is written down.
 */
@Component
class ConnectionDiary implements ConnectionListener, ZcachedConnectionOptionsCustomizer {

	private final Diary diary;

	/** Only the listener's calls touch it, which come one at a time. */
	private boolean failing;

	ConnectionDiary(Diary diary) {
		this.diary = diary;
	}

	@Override
	public void customize(ConnectionOptions.Builder builder) {
		builder.listener(this);
	}

	@Override
	public void connected(Connection connection) {
		this.failing = false;
		this.diary.write(Diary.Kind.BETTER, "The connection is open.");
	}

	@Override
	public void disconnected(Connection connection, String reason) {
		this.diary.write(Diary.Kind.WORSE, "The connection is lost: " + reason);
	}

	@Override
	public void connectFailed(Connection connection, String reason) {
		if (!this.failing) {
			this.failing = true;
			this.diary.write(Diary.Kind.WORSE, "No new connection yet: " + reason);
		}
	}

}
