package io.zcached.spring.cache;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Which generation of a cache an entry is written for. A put that follows a miss of the
 * same key in the same thread belongs to the generation of that miss, so that a value
 * computed before the cache was cleared does not outlive it; any other put belongs to one
 * seen within the last second, else it asks.
 */
final class Generations {

	/** Of a cache that has not been cleared since its server was empty. */
	static final String FIRST = "0";

	private static final long RECENT = TimeUnit.SECONDS.toNanos(1);

	private final String key;

	private final LongSupplier nanos;

	/** Key and generation; of the JDK's types only, so that no class loader is kept. */
	private final ThreadLocal<String @Nullable []> lastMiss = new ThreadLocal<>();

	private volatile Seen seen;

	Generations(String key, LongSupplier nanos) {
		this.key = key;
		this.nanos = nanos;
		this.seen = new Seen(FIRST, nanos.getAsLong() - RECENT);
	}

	/** Where the server has it. */
	String key() {
		return this.key;
	}

	/** The generation in a reply. */
	String in(Map<?, ?> reply) {
		String generation = of(reply, this.key);
		seen(generation);
		return generation;
	}

	/** The generation of a cache that has it under a key. */
	static String of(Map<?, ?> reply, String key) {
		return (reply.get(key) instanceof String text) ? text : FIRST;
	}

	private void seen(String generation) {
		this.seen = new Seen(generation, this.nanos.getAsLong());
	}

	/**
	 * This thread has written a new generation: what it puts from now on comes after
	 * that.
	 */
	void changed(String generation) {
		seen(generation);
		this.lastMiss.remove();
	}

	/** A put by this thread may follow. */
	void missed(String entry, @Nullable String generation) {
		if (generation != null) {
			this.lastMiss.set(new String[] { entry, generation });
		}
	}

	/** The generation for a put. */
	String forPut(String entry, CacheServer server, long deadline) {
		String[] miss = this.lastMiss.get();
		this.lastMiss.remove();
		if (miss != null && miss[0].equals(entry)) {
			return miss[1];
		}
		Seen last = this.seen;
		return (this.nanos.getAsLong() - last.at < RECENT) ? last.generation : in(server.read(deadline, this.key));
	}

	/**
	 * A generation seen.
	 *
	 * @param generation the generation
	 * @param at when, in nanoseconds
	 */
	private record Seen(String generation, long at) {
	}

}
