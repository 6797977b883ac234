package io.zcached.client.transport;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets only so many dial at a time; the others wait their turn within their own deadline.
 */
public final class LimitedDialer implements Dialer {

	private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(50);

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
		acquire(attempt);
		try {
			checkNotAborted(attempt);
			return this.dialer.dial(attempt);
		}
		finally {
			this.permits.release();
		}
	}

	/** In slices, since an abort cannot wake a thread that waits here. */
	private void acquire(ConnectAttempt attempt) throws IOException {
		try {
			while (!this.permits.tryAcquire(Math.min(SLICE, attempt.remaining()), TimeUnit.NANOSECONDS)) {
				checkNotAborted(attempt);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while other connections of the pool were connecting", ex);
		}
	}

	private static void checkNotAborted(ConnectAttempt attempt) throws IOException {
		if (attempt.isAborted()) {
			throw new IOException("the connection was closed while it waited for others to connect");
		}
	}

}
