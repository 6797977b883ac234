package io.zcached.client.transport;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets only so many dial at a time; the others wait their turn within their own deadline.
 */
public final class LimitedDialer implements Dialer {

	private final Dialer dialer;

	private final Semaphore permits;

	/**
	 * Creates a dialer.
	 * @param dialer who dials
	 * @param permits how many at a time, shared with others
	 */
	public LimitedDialer(Dialer dialer, Semaphore permits) {
		this.dialer = dialer;
		this.permits = permits;
	}

	@Override
	public Wire dial(ConnectAttempt attempt) throws IOException {
		try {
			if (!this.permits.tryAcquire(attempt.remaining(), TimeUnit.NANOSECONDS)) {
				throw new SocketTimeoutException("other connections of the pool were still connecting");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while other connections of the pool were connecting", ex);
		}
		try {
			return this.dialer.dial(attempt);
		}
		finally {
			this.permits.release();
		}
	}

}
