package io.zcached.embedded;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds back, while it is on, what clients send. Thread safe.
 */
final class Freeze {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition ended = this.lock.newCondition();

	/** Written under the lock. */
	private volatile boolean on;

	void begin() {
		this.lock.lock();
		try {
			this.on = true;
		}
		finally {
			this.lock.unlock();
		}
	}

	void end() {
		this.lock.lock();
		try {
			this.on = false;
			this.ended.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isOn() {
		return this.on;
	}

	/** The same stream, whose bytes come only while the freeze is off. */
	InputStream hold(InputStream in) {
		return new FilterInputStream(in) {

			@Override
			public int read() throws IOException {
				return await(super.read());
			}

			@Override
			public int read(byte[] bytes, int from, int length) throws IOException {
				return await(super.read(bytes, from, length));
			}

		};
	}

	/** The end of the stream, which is negative, is not held back. */
	private int await(int read) {
		if (read < 0 || !this.on) {
			return read;
		}
		this.lock.lock();
		try {
			while (this.on) {
				this.ended.awaitUninterruptibly();
			}
			return read;
		}
		finally {
			this.lock.unlock();
		}
	}

}
