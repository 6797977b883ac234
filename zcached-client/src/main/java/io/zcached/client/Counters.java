package io.zcached.client;

import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/** What a connection counts. Nothing is counted for a success. Thread safe. */
final class Counters {

	private final LongAdder connects = new LongAdder();

	private final LongAdder failedConnects = new LongAdder();

	private final LongAdder timeouts = new LongAdder();

	private final LongAdder refusedValues = new LongAdder();

	private final LongAdder discardedChannels = new LongAdder();

	void connected() {
		this.connects.increment();
	}

	void connectFailed() {
		this.failedConnects.increment();
	}

	void refused() {
		this.refusedValues.increment();
	}

	void discarded() {
		this.discardedChannels.increment();
	}

	/** Counts what a result tells. */
	void count(@Nullable Result<Object> result) {
		if (result != null && result.isFailure() && ErrorCode.TIMEOUT_LIMIT.equals(result.errorCode())) {
			this.timeouts.increment();
		}
	}

	ConnectionStatistics snapshot() {
		return new ConnectionStatistics(Math.max(0, this.connects.sum() - 1), this.failedConnects.sum(),
				this.timeouts.sum(), this.refusedValues.sum(), this.discardedChannels.sum());
	}

}
