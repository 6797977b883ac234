package io.zcached.spring.boot.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Has several servers asked at the same time, though whoever wants to know their health
 * asks for one after the other: the first question is put to all of them. Together they
 * take as long as the slowest. Thread safe.
 */
public final class HealthRound {

	private final Duration freshness;

	private final List<Member> members = new ArrayList<>();

	private HealthRound(Duration freshness) {
		this.freshness = freshness;
	}

	/**
	 * Joins indicators.
	 * @param indicators the indicators by name, each of which answers within its own
	 * limit
	 * @param freshness how old an answer may become until it is asked for; the longest
	 * limit of all of them
	 * @return indicators of the same names, in the same order
	 */
	public static Map<String, HealthIndicator> of(Map<String, ? extends HealthIndicator> indicators,
			Duration freshness) {
		HealthRound round = new HealthRound(freshness);
		Map<String, HealthIndicator> joined = new LinkedHashMap<>();
		indicators.forEach((name, indicator) -> {
			Member member = round.new Member(indicator);
			round.members.add(member);
			joined.put(name, member);
		});
		return joined;
	}

	/** One of the servers. */
	private final class Member implements HealthIndicator {

		private final HealthIndicator indicator;

		/** What the last round found or is about to find, until somebody takes it. */
		private final AtomicReference<@Nullable Answer> answer = new AtomicReference<>();

		Member(HealthIndicator indicator) {
			this.indicator = indicator;
		}

		@Override
		public @Nullable Health health() {
			Answer mine = fresh(this.answer.get());
			if (mine == null) {
				HealthRound.this.members.forEach(Member::ask);
				mine = this.answer.get();
			}
			return (mine != null) ? taken(mine) : this.indicator.health();
		}

		private @Nullable Health taken(Answer mine) {
			try {
				return mine.health.join();
			}
			finally {
				this.answer.compareAndSet(mine, null);
			}
		}

		private void ask() {
			Answer last = this.answer.get();
			if (fresh(last) == null) {
				Answer next = new Answer();
				if (this.answer.compareAndSet(last, next)) {
					next.begin(this.indicator);
				}
			}
		}

		private @Nullable Answer fresh(@Nullable Answer last) {
			return (last != null && !last.isOlderThan(HealthRound.this.freshness)) ? last : null;
		}

	}

	/** What one indicator says, now or soon. */
	private static final class Answer {

		private final CompletableFuture<@Nullable Health> health = new CompletableFuture<>();

		/** When it came, written before the future is completed. */
		private volatile long since;

		void begin(HealthIndicator indicator) {
			Thread thread = new Thread(() -> ask(indicator), "zcached-health");
			thread.setDaemon(true);
			thread.start();
		}

		private void ask(HealthIndicator indicator) {
			try {
				Health found = indicator.health();
				this.since = System.nanoTime();
				this.health.complete(found);
			}
			catch (Throwable ex) {
				this.since = System.nanoTime();
				this.health.completeExceptionally(ex);
			}
		}

		boolean isOlderThan(Duration freshness) {
			return this.health.isDone() && System.nanoTime() - this.since > freshness.toNanos();
		}

	}

}
