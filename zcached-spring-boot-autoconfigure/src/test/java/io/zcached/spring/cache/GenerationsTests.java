package io.zcached.spring.cache;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.zcached.spring.cache.Generations.Miss;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Generations}.
 */
class GenerationsTests extends AbstractZcachedCacheTests {

	private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 2);

	private final Generations generations = new Generations("orders:generation", this.clock::get);

	@Test
	void replyToAReadFromBeforeAClearBringsNothingBack() {
		CacheServer server = server();
		client().set("orders:generation", "new");
		long before = this.clock.getAndIncrement();
		this.generations.changed();
		this.clock.incrementAndGet();
		assertThat(this.generations.in(Map.of("orders:generation", "old"), before)).as("for that read itself")
			.isEqualTo("old");
		assertThat(this.generations.current(server, deadline())).isEqualTo("new");
	}

	@Test
	void repliesThatOvertakeEachOtherLeaveTheLatest() {
		CacheServer server = server();
		long first = this.clock.getAndIncrement();
		long second = this.clock.getAndIncrement();
		this.generations.in(Map.of("orders:generation", "second"), second);
		this.generations.in(Map.of("orders:generation", "first"), first);
		assertThat(this.generations.current(server, deadline())).isEqualTo("second");
	}

	@Test
	void whatWasSeenLongAgoIsAskedAgain() {
		CacheServer server = server();
		client().set("orders:generation", "new");
		this.generations.in(Map.of("orders:generation", "old"), this.clock.get());
		assertThat(this.generations.current(server, deadline())).isEqualTo("old");
		this.clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
		assertThat(this.generations.current(server, deadline())).isEqualTo("new");
	}

	@Test
	void missesOfAThreadAreRememberedAndNotTooManyOfThem() {
		for (int i = 0; i < 100; i++) {
			this.generations.missed("key:" + i, "generation " + i);
		}
		this.generations.missed("key:99", null);
		assertThat(this.generations.takeMiss("key:99")).isEqualTo(new Miss(null, true));
		assertThat(this.generations.takeMiss("key:98")).isEqualTo(new Miss("generation 98", true));
		assertThat(this.generations.takeMiss("key:98")).as("once").isNull();
		assertThat(this.generations.takeMiss("key:91")).isNull();
		this.clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
		assertThat(this.generations.takeMiss("key:92")).isEqualTo(new Miss("generation 92", false));
		this.generations.changed();
		assertThat(this.generations.takeMiss("key:93")).isNull();
	}

	private CacheServer server() {
		cache(DEFAULTS);
		return new CacheServer(() -> this.connection, Duration.ofSeconds(10), "tmp:",
				new Outage("orders", this.generations));
	}

	private static long deadline() {
		return System.nanoTime() + LIMIT.toNanos();
	}

}
