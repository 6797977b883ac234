package io.zcached.client.transport;

/**
 * How a channel behaves.
 *
 * @param timeoutLimit nanoseconds after which a request without a reply ends the channel
 * @param window bytes of requests that may be unanswered, 0 for the dialect's own
 * @param bufferSize bytes of the receive buffer to begin with
 */
public record ChannelSettings(long timeoutLimit, int window, int bufferSize) {
}
