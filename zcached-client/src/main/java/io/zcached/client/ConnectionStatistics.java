package io.zcached.client;

/**
 * What has happened to a {@link Connection} since it was made. The numbers only grow;
 * each is exact, but they are not taken at one instant.
 *
 * @param reconnects sockets opened after the first
 * @param failedConnects attempts to open one that failed
 * @param timeouts requests that ended with {@link ErrorCode#TIMEOUT_LIMIT}
 * @param refusedValues requests refused with {@link UnstorableValueException}
 * @param discardedChannels sockets thrown away because something had failed on them;
 * those that were closed or disconnected by the application are not counted
 */
public record ConnectionStatistics(long reconnects, long failedConnects, long timeouts, long refusedValues,
		long discardedChannels) {
}
