package io.zcached.spring.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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

	/** Of a miss when the server could not be asked. */
	private static final String UNKNOWN = "";

	private static final long RECENT = TimeUnit.SECONDS.toNanos(1);

	/** What is put so long after a miss may be there already, from others. */
	private static final long FOLLOWING = TimeUnit.MINUTES.toNanos(1);

	/** So many misses of a thread are remembered, as of methods that call each other. */
	private static final int MISSES = 8;

	private final String key;

	private final LongSupplier nanos;

	/**
	 * By entry, the latest last: the generation of the miss, and when it was; of the
	 * JDK's types only, so that no class loader is kept.
	 */
	private final ThreadLocal<@Nullable Map<String, Map.Entry<String, Long>>> misses = new ThreadLocal<>();

	/** {@code null} before the first. */
	private final AtomicReference<@Nullable Seen> seen = new AtomicReference<>();

	Generations(String key, LongSupplier nanos) {
		this.key = key;
		this.nanos = nanos;
	}

	/** Where the server has it. */
	String key() {
		return this.key;
	}

	/** The time, to be taken before the server is asked. */
	long now() {
		return this.nanos.getAsLong();
	}

	/**
	 * The generation in a reply.
	 * @param sent when the server was asked: what it said then is not remembered if
	 * something later is known
	 */
	String in(Map<?, ?> reply, long sent) {
		String generation = of(reply, this.key);
		seen(new Seen(generation, sent));
		return generation;
	}

	/** The generation of a cache that has it under a key. */
	static String of(Map<?, ?> reply, String key) {
		return (reply.get(key) instanceof String text) ? text : FIRST;
	}

	private void seen(Seen next) {
		this.seen.updateAndGet((last) -> (last == null || next.at - last.at >= 0) ? next : last);
	}

	/**
	 * A new generation may have been written: what this thread puts from now on comes
	 * after that, and whoever puts without a miss has to ask.
	 */
	void changed() {
		seen(new Seen(null, now()));
		this.misses.remove();
	}

	/** A put by this thread may follow. */
	void missed(String entry, @Nullable String generation) {
		Map<String, Map.Entry<String, Long>> mine = this.misses.get();
		if (mine == null) {
			mine = new LinkedHashMap<>();
			this.misses.set(mine);
		}
		mine.remove(entry);
		mine.put(entry, Map.entry((generation != null) ? generation : UNKNOWN, now()));
		if (mine.size() > MISSES) {
			Iterator<String> eldest = mine.keySet().iterator();
			eldest.next();
			eldest.remove();
		}
	}

	/**
	 * The miss that a put by this thread follows, which is forgotten.
	 * @return {@code null} if it follows none
	 */
	@Nullable Miss takeMiss(String entry) {
		Map<String, Map.Entry<String, Long>> mine = this.misses.get();
		Map.Entry<String, Long> miss = (mine != null) ? mine.remove(entry) : null;
		if (mine != null && mine.isEmpty()) {
			this.misses.remove();
		}
		return (miss != null)
				? new Miss(miss.getKey().equals(UNKNOWN) ? null : miss.getKey(), now() - miss.getValue() < FOLLOWING)
				: null;
	}

	/** The generation for a put that follows no miss. */
	String current(CacheServer server, long deadline) {
		Seen last = this.seen.get();
		long now = now();
		return (last != null && last.generation != null && now - last.at < RECENT) ? last.generation
				: in(server.read(deadline, this.key), now);
	}

	/**
	 * A miss.
	 *
	 * @param generation of the cache then, {@code null} if the server could not be asked
	 * @param isRecent whether what is put now replaces nothing
	 */
	record Miss(@Nullable String generation, boolean isRecent) {
	}

	/**
	 * A generation seen.
	 *
	 * @param generation the generation, {@code null} if it has changed to one not known
	 * @param at when the server was asked or has changed it, in nanoseconds
	 */
	private record Seen(@Nullable String generation, long at) {
	}

}
