package io.zcached.sample;

import io.zcached.client.Command;
import io.zcached.client.Connection;
import io.zcached.client.protocol.Dialect;
import io.zcached.embedded.EmbeddedZcachedServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * For tests that break the embedded server: whatever comes next in the same application
 * finds it running, of the current line, and connected.
 */
public class RestoredServer implements AfterEachCallback {

	@Override
	public void afterEach(ExtensionContext context) {
		ApplicationContext application = SpringExtension.getApplicationContext(context);
		application.getBean(EmbeddedZcachedServer.class).restart(Dialect.TERMINATED);
		Connection connection = application.getBean(Connection.class);
		Awaitility.await()
			.until(() -> connection.send(Command.of("PING")).isSuccess() && connection.dialect() == Dialect.TERMINATED);
	}

}
