package io.zcached.sample.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.zcached.spring.boot.observation.ZcachedObservationContext;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Records how long each request to the server takes, second by second for a minute. The
 * starter makes an observation {@code zcached.command} of each; a handler that is a bean
 * is told of them.
 */
@Component
class CommandRecorder implements ObservationHandler<ZcachedObservationContext> {

	private static final int SECONDS = 60;

	private final Recorder latencies = new Recorder(2);

	private final LongAdder commands = new LongAdder();

	private final LongAdder failures = new LongAdder();

	private @Nullable Histogram recycled;

	/** Replaced by the scheduler each second, never changed. */
	private volatile List<Second> minute = List.of();

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ZcachedObservationContext;
	}

	@Override
	public void onStart(ZcachedObservationContext context) {
		context.put(CommandRecorder.class, System.nanoTime());
	}

	@Override
	public void onStop(ZcachedObservationContext context) {
		long start = context.getRequired(CommandRecorder.class);
		this.latencies.recordValue(Math.max(0, System.nanoTime() - start));
		this.commands.add(context.getCommands());
		if (context.getErrorType() != null) {
			this.failures.increment();
		}
	}

	@Scheduled(fixedRate = 1000)
	void endSecond() {
		Histogram second = this.latencies.getIntervalHistogram(this.recycled);
		this.recycled = second;
		List<Second> seconds = new ArrayList<>(this.minute);
		seconds.add(new Second(System.currentTimeMillis(), this.commands.sumThenReset(), this.failures.sumThenReset(),
				micros(second, 50), micros(second, 95), micros(second, 99)));
		this.minute = List.copyOf(seconds.subList(Math.max(0, seconds.size() - SECONDS), seconds.size()));
	}

	private static double micros(Histogram second, double percentile) {
		return second.getValueAtPercentile(percentile) / (double) TimeUnit.MICROSECONDS.toNanos(1);
	}

	/** The last minute, the oldest second first. */
	List<Second> minute() {
		return this.minute;
	}

	/**
	 * One second.
	 *
	 * @param end when it ended, in milliseconds since 1970
	 * @param commands how many commands were answered, or failed
	 * @param failures how many requests failed
	 * @param p50 what half of the requests took at most, in microseconds; 0 if there were
	 * none
	 * @param p95 what 95 of 100 took at most
	 * @param p99 what 99 of 100 took at most
	 */
	record Second(long end, long commands, long failures, double p50, double p95, double p99) {
	}

}
