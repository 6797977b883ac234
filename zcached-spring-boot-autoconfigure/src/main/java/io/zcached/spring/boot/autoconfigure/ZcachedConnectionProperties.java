package io.zcached.spring.boot.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * Properties of one zcached server and of what connects to it.
 */
public class ZcachedConnectionProperties {

	/**
	 * Host name or IP address of the zcached server.
	 */
	private String host = "localhost";

	/**
	 * Port of the zcached server.
	 */
	private int port = 7556;

	/**
	 * Longest time that any request waits for its reply. If a duration suffix is not
	 * specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration timeoutLimit = Duration.ofSeconds(15);

	/**
	 * Longest time that one attempt to connect takes, from name look-up to the first
	 * answer. If a duration suffix is not specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration connectTimeout = Duration.ofSeconds(2);

	/**
	 * Number of attempts to connect, at startup or on demand, before giving up.
	 */
	private int connectionAttempts = 3;

	/**
	 * Whether a broken connection restores itself.
	 */
	private boolean reconnect = true;

	/**
	 * Initial size of the receive buffer.
	 */
	private DataSize bufferSize = DataSize.ofBytes(2048);

	/**
	 * Dialect of the server.
	 */
	private ZcachedProtocol protocol = ZcachedProtocol.AUTO;

	/**
	 * When to connect, and what a server that cannot be reached means for the start of
	 * the application.
	 */
	private ZcachedStartup startup = ZcachedStartup.BACKGROUND;

	/**
	 * Size of the requests that may be unanswered at a time. By default, and if 0, what
	 * servers of the dialect can bear.
	 */
	private @Nullable DataSize pipelineWindow;

	/**
	 * Time without traffic after which the connection is proven by a PING before it is
	 * used. If a duration suffix is not specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration validateAfterIdle = Duration.ofSeconds(30);

	@NestedConfigurationProperty
	private final ZcachedSslProperties ssl = new ZcachedSslProperties();

	@NestedConfigurationProperty
	private final ZcachedPoolProperties pool = new ZcachedPoolProperties();

	@NestedConfigurationProperty
	private final ZcachedHealthProperties health = new ZcachedHealthProperties();

	public String getHost() {
		return this.host;
	}

	public void setHost(String host) {
		this.host = host;
	}

	public int getPort() {
		return this.port;
	}

	public void setPort(int port) {
		this.port = port;
	}

	public Duration getTimeoutLimit() {
		return this.timeoutLimit;
	}

	public void setTimeoutLimit(Duration timeoutLimit) {
		this.timeoutLimit = timeoutLimit;
	}

	public Duration getConnectTimeout() {
		return this.connectTimeout;
	}

	public void setConnectTimeout(Duration connectTimeout) {
		this.connectTimeout = connectTimeout;
	}

	public int getConnectionAttempts() {
		return this.connectionAttempts;
	}

	public void setConnectionAttempts(int connectionAttempts) {
		this.connectionAttempts = connectionAttempts;
	}

	public boolean isReconnect() {
		return this.reconnect;
	}

	public void setReconnect(boolean reconnect) {
		this.reconnect = reconnect;
	}

	public DataSize getBufferSize() {
		return this.bufferSize;
	}

	public void setBufferSize(DataSize bufferSize) {
		this.bufferSize = bufferSize;
	}

	public ZcachedProtocol getProtocol() {
		return this.protocol;
	}

	public void setProtocol(ZcachedProtocol protocol) {
		this.protocol = protocol;
	}

	public ZcachedStartup getStartup() {
		return this.startup;
	}

	public void setStartup(ZcachedStartup startup) {
		this.startup = startup;
	}

	public @Nullable DataSize getPipelineWindow() {
		return this.pipelineWindow;
	}

	public void setPipelineWindow(@Nullable DataSize pipelineWindow) {
		this.pipelineWindow = pipelineWindow;
	}

	public Duration getValidateAfterIdle() {
		return this.validateAfterIdle;
	}

	public void setValidateAfterIdle(Duration validateAfterIdle) {
		this.validateAfterIdle = validateAfterIdle;
	}

	public ZcachedSslProperties getSsl() {
		return this.ssl;
	}

	public ZcachedPoolProperties getPool() {
		return this.pool;
	}

	public ZcachedHealthProperties getHealth() {
		return this.health;
	}

}
