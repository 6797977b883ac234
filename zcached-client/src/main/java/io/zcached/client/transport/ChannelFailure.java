package io.zcached.client.transport;

import org.jspecify.annotations.Nullable;

/**
 * Why a request has no reply.
 *
 * @param kind what to do about it
 * @param message what happened, without the address
 * @param cause the failure underneath, if there is one
 */
public record ChannelFailure(Kind kind, String message, @Nullable Throwable cause) {

	/** Kept ready, for when there is no memory or stack left to make another. */
	static final ChannelFailure INDESCRIBABLE = new ChannelFailure(Kind.BROKEN, "out of memory or stack", null);

	/** For those whose connection was lost to somebody else's time-out. */
	static final ChannelFailure BYSTANDER = new ChannelFailure(Kind.BROKEN,
			"it was discarded, since an earlier request got no reply in time", null);

	/** Kept ready for {@link Channel#close()}. */
	static final ChannelFailure CLOSED = new ChannelFailure(Kind.CLOSED, "the connection was closed", null);

	private static final ChannelFailure DISCONNECTED = new ChannelFailure(Kind.DISCONNECTED,
			"the connection was disconnected", null);

	/** What a failure means for the caller. */
	public enum Kind {

		/** The socket broke under the request. */
		BROKEN,

		/** What came back is not a reply to the request. */
		PROTOCOL,

		/** No reply came in time. */
		TIMEOUT,

		/**
		 * An earlier request has waited longer than this one may; nothing was written.
		 */
		STALLED,

		/** The calling thread was interrupted. */
		INTERRUPTED,

		/** Too many requests are waiting; nothing was written. */
		OVERLOADED,

		/** Somebody reads by hand; nothing was written. */
		MANUAL,

		/** The connection was closed by its owner. */
		CLOSED,

		/** The socket was closed by the connection's owner, who may open another. */
		DISCONNECTED,

		/** The channel was dead before the request was queued; nothing was written. */
		NOT_WRITTEN

	}

	/**
	 * What the caller gets whose time limit has passed.
	 * @return a failure of kind {@link Kind#TIMEOUT}
	 */
	public static ChannelFailure noReply() {
		return new ChannelFailure(Kind.TIMEOUT, "no reply came within the time limit", null);
	}

	/**
	 * What the caller gets for whom no connection was opened in time.
	 * @return a failure of kind {@link Kind#TIMEOUT}
	 */
	public static ChannelFailure noConnectionInTime() {
		return new ChannelFailure(Kind.TIMEOUT,
				"no connection could be opened in the time of this call; nothing was written", null);
	}

	/**
	 * What the caller gets whose socket the owner of the connection has closed.
	 * @return a failure of kind {@link Kind#DISCONNECTED}
	 */
	public static ChannelFailure disconnected() {
		return DISCONNECTED;
	}

	/**
	 * What the caller gets who may not connect.
	 * @return a failure of kind {@link Kind#NOT_WRITTEN}
	 */
	public static ChannelFailure notConnected() {
		return new ChannelFailure(Kind.NOT_WRITTEN, "it is not connected; nothing was written", null);
	}

	/**
	 * Describes an exception.
	 * @param doing what was being done
	 * @param cause the exception
	 * @return a failure of kind {@link Kind#BROKEN}
	 */
	static ChannelFailure broken(String doing, Throwable cause) {
		String detail = (cause.getMessage() != null) ? cause.getMessage() : cause.getClass().getSimpleName();
		return new ChannelFailure(Kind.BROKEN, doing + ": " + detail, cause);
	}

}
