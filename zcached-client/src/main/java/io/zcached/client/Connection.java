package io.zcached.client;

import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.zcached.client.protocol.Dialect;
import org.jspecify.annotations.Nullable;

public class Connection implements AutoCloseable {

	public Connection(String host, int port) {
		this(host, port, ConnectionOptions.defaults());
	}

	public Connection(String host, int port, ConnectionOptions options) {
		throw new UnsupportedOperationException();
	}

	public void connect() {
		throw new UnsupportedOperationException();
	}

	public Result<Object> send(byte[] request) {
		throw new UnsupportedOperationException();
	}

	public Result<Object> send(Command command) {
		throw new UnsupportedOperationException();
	}

	public Result<Object> send(Command command, Duration limit) {
		throw new UnsupportedOperationException();
	}

	public List<Result<Object>> sendAll(List<Command> commands) {
		throw new UnsupportedOperationException();
	}

	public CompletableFuture<Result<Object>> sendAsync(Command command) {
		throw new UnsupportedOperationException();
	}

	public Result<Object> tryReconnect() {
		throw new UnsupportedOperationException();
	}

	public boolean isConnected() {
		throw new UnsupportedOperationException();
	}

	public boolean isLocked() {
		throw new UnsupportedOperationException();
	}

	public int pendingRequests() {
		throw new UnsupportedOperationException();
	}

	public String id() {
		throw new UnsupportedOperationException();
	}

	public String host() {
		throw new UnsupportedOperationException();
	}

	public int port() {
		throw new UnsupportedOperationException();
	}

	public @Nullable Socket socket() {
		throw new UnsupportedOperationException();
	}

	/**
	 * dialect of the open socket, or the last one known; null before the first connect.
	 */
	public @Nullable Dialect dialect() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Why the last attempt to connect failed or the last socket was discarded; null while
	 * connected. Full sentence with host:port.
	 */
	public @Nullable ZcachedException lastFailure() {
		throw new UnsupportedOperationException();
	}

	/**
	 * How long until the next send may try to connect again after a failed round: zero
	 * when it may at once.
	 */
	public Duration backOff() {
		throw new UnsupportedOperationException();
	}

	public byte @Nullable [] receive() {
		throw new UnsupportedOperationException();
	}

	public Result<Object> waitForResponse() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void close() {
		throw new UnsupportedOperationException();
	}

	/** Whether close() was called. */
	public boolean isClosed() {
		throw new UnsupportedOperationException();
	}

}
