package io.zcached.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/**
 * A contender whose GETs are timed, each thread's by itself.
 */
final class Timed implements Contender {

	private static final long MAX_NANOS = TimeUnit.MINUTES.toNanos(1);

	private final Contender contender;

	private final List<Histogram> histograms = new CopyOnWriteArrayList<>();

	Timed(Contender contender) {
		this.contender = contender;
	}

	/** What has been recorded; not while it runs. */
	Histogram total() {
		Histogram total = new Histogram(MAX_NANOS, 3);
		this.histograms.forEach(total::add);
		return total;
	}

	/** Forgets what has been recorded; not while it runs. */
	void reset() {
		this.histograms.forEach(Histogram::reset);
	}

	@Override
	public String name() {
		return this.contender.name();
	}

	@Override
	public boolean isOurs() {
		return this.contender.isOurs();
	}

	@Override
	public Session session() throws Exception {
		Session session = this.contender.session();
		Histogram histogram = new Histogram(MAX_NANOS, 3);
		this.histograms.add(histogram);
		return new Session() {

			@Override
			public Object get(String key) throws Exception {
				long begin = System.nanoTime();
				Object value = session.get(key);
				histogram.recordValue(Math.min(MAX_NANOS, System.nanoTime() - begin));
				return value;
			}

			@Override
			public void set(String key, String value) throws Exception {
				session.set(key, value);
			}

			@Override
			public void pipeline(String key, int count) throws Exception {
				session.pipeline(key, count);
			}

		};
	}

	@Override
	public void close() throws IOException {
		this.contender.close();
	}

}
