package io.zcached.spring.boot.autoconfigure;

import java.util.List;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Connects to a server while the context starts, as its {@code startup} property says,
 * and disconnects when the context stops. It starts before and stops after everything
 * else that has a phase, so that a web server takes its first request with a connection
 * and finishes its last one with it; what uses the connection later still, such as a bean
 * that is being destroyed, opens another socket. A context that starts again connects
 * again: a restore from a checkpoint, for one. Closing for good is not its business: that
 * happens when the connection's bean is destroyed. Nor are warnings: the connection
 * itself logs one for each outage.
 */
class ZcachedConnectionLifecycle implements SmartLifecycle {

	/** Leaves room below for what the server itself may depend on. */
	static final int PHASE = Integer.MIN_VALUE / 2;

	/** An interrupted connect ends at once; this only bounds the wait for it. */
	private static final long INTERRUPT_MILLIS = 1000;

	private static final Log logger = LogFactory.getLog(ZcachedConnectionLifecycle.class);

	private final String name;

	private final List<Connection> connections;

	private final ZcachedStartup startup;

	/** Whether the context runs; written by the thread that starts and stops it. */
	private volatile boolean running;

	/** The one that connects in the background; written by the same thread. */
	private volatile @Nullable Thread thread;

	/**
	 * Creates the lifecycle of a server.
	 * @param name the name of the server
	 * @param connections all connections to it; the first one is connected at the start
	 * @param startup when to connect
	 */
	ZcachedConnectionLifecycle(String name, List<Connection> connections, ZcachedStartup startup) {
		this.name = name;
		this.connections = connections;
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
		Connection connection = this.connections.get(0);
		try {
			connection.connect();
		}
		catch (ZcachedException ex) {
			this.running = false;
			throw new ZcachedStartupException(this.name, connection.host(), connection.port(), ex);
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
			this.connections.get(0).connect();
		}
		catch (RuntimeException ex) {
			logger.debug("The application starts without zcached", ex);
		}
	}

	/** When it returns, no socket is open, as a checkpoint of the process wants it. */
	@Override
	public void stop() {
		this.running = false;
		endBackgroundConnect();
		this.connections.forEach(Connection::disconnect);
	}

	private void endBackgroundConnect() {
		Thread thread = this.thread;
		this.thread = null;
		if (thread == null) {
			return;
		}
		thread.interrupt();
		try {
			thread.join(INTERRUPT_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
