package io.zcached.spring.boot.autoconfigure;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Connects the auto-configured connection while the context starts, as
 * {@code zcached.startup} says, and before a web server takes its first request. Closing
 * the connection is not its business: that happens when the bean is destroyed, after
 * everything that may still use it. Nor are warnings: the connection itself logs one for
 * each outage.
 */
class ZcachedConnectionStarter implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(ZcachedConnectionStarter.class);

	private final String name;

	private final Connection connection;

	private final ZcachedStartup startup;

	/** Whether the context runs; written by the thread that starts and stops it. */
	private volatile boolean running;

	/** The one that connects in the background; written by the thread that starts. */
	private volatile @Nullable Thread thread;

	ZcachedConnectionStarter(String name, Connection connection, ZcachedStartup startup) {
		this.name = name;
		this.connection = connection;
		this.startup = startup;
	}

	@Override
	public void start() {
		this.running = true;
		switch (this.startup) {
			case BACKGROUND -> connectInBackground();
			case REQUIRED -> connect();
			case LAZY -> {
			}
		}
	}

	private void connect() {
		try {
			this.connection.connect();
		}
		catch (ZcachedException ex) {
			this.running = false;
			throw new ZcachedStartupException(this.name, this.connection.host(), this.connection.port(), ex);
		}
	}

	private void connectInBackground() {
		Thread thread = new Thread(this::tryToConnect, "zcached-startup");
		thread.setDaemon(true);
		this.thread = thread;
		thread.start();
	}

	private void tryToConnect() {
		try {
			this.connection.connect();
		}
		catch (RuntimeException ex) {
			logger.debug("The application starts without zcached", ex);
		}
	}

	@Override
	public void stop() {
		this.running = false;
		Thread thread = this.thread;
		if (thread != null) {
			thread.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return 0;
	}

}
