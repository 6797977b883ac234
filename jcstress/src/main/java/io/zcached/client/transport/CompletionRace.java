package io.zcached.client.transport;

import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ILL_Result;

/**
 * A request that nobody waits for, and two of its reply, its time-out and the death of
 * its channel at once: it is told of one of them, once, and that does not change.
 */
@Outcome(id = "1, own reply, own reply", expect = Expect.ACCEPTABLE, desc = "the reply came first")
@Outcome(id = "1, TIMEOUT, TIMEOUT", expect = Expect.ACCEPTABLE, desc = "the time-out came first")
@Outcome(id = "1, CLOSED, CLOSED", expect = Expect.ACCEPTABLE, desc = "the death came first")
@Outcome(expect = Expect.FORBIDDEN, desc = "none, several or a changing one")
public class CompletionRace {

	private static final int NUMBER = 7;

	private final AtomicInteger told = new AtomicInteger();

	private final Exchange exchange = ModelWire.request(NUMBER);

	private final Channel channel;

	private volatile long now;

	private @Nullable Runnable watch;

	private @Nullable Runnable read;

	private volatile String first = "nothing";

	/** The request is written, and its time is over. */
	CompletionRace() {
		this.channel = Stressed.channel(new ModelWire(), () -> this.now, this::schedule, this::execute);
		this.exchange.whenSettled(() -> {
			this.told.incrementAndGet();
			this.first = Stressed.outcome(this.exchange, NUMBER);
		});
		this.channel.submit(this.exchange, Stressed.TIMEOUT_LIMIT);
		this.now = Stressed.TIMEOUT_LIMIT;
	}

	private Runnable schedule(Runnable task, long delay) {
		this.watch = task;
		return () -> {
		};
	}

	/** The first task is to read; others are callbacks. */
	private void execute(Runnable task) {
		if (this.read == null) {
			this.read = task;
		}
		else {
			task.run();
		}
	}

	/** The background thread, which reads the reply. */
	void reply() {
		run(this.read);
	}

	/** The timer. */
	void timeout() {
		run(this.watch);
	}

	/** Who closes the connection. */
	void death() {
		this.channel.close();
	}

	void afterwards(ILL_Result result) {
		result.r1 = this.told.get();
		result.r2 = this.first;
		result.r3 = Stressed.outcome(this.exchange, NUMBER);
		this.channel.close();
	}

	private static void run(@Nullable Runnable task) {
		if (task != null) {
			task.run();
		}
	}

	/** The reply comes when the time is over. */
	@JCStressTest
	@JCStressMeta(CompletionRace.class)
	@State
	public static class ReplyAndTimeout extends CompletionRace {

		/** One of the two. */
		@Actor
		public void one() {
			reply();
		}

		/** The other. */
		@Actor
		public void other() {
			timeout();
		}

		/** What has come of it. */
		@Arbiter
		@Override
		public void afterwards(ILL_Result result) {
			super.afterwards(result);
		}

	}

	/** The reply comes while the channel is closed. */
	@JCStressTest
	@JCStressMeta(CompletionRace.class)
	@State
	public static class ReplyAndDeath extends CompletionRace {

		/** One of the two. */
		@Actor
		public void one() {
			reply();
		}

		/** The other. */
		@Actor
		public void other() {
			death();
		}

		/** What has come of it. */
		@Arbiter
		@Override
		public void afterwards(ILL_Result result) {
			super.afterwards(result);
		}

	}

	/** The channel is closed when the time is over. */
	@JCStressTest
	@JCStressMeta(CompletionRace.class)
	@State
	public static class TimeoutAndDeath extends CompletionRace {

		/** One of the two. */
		@Actor
		public void one() {
			timeout();
		}

		/** The other. */
		@Actor
		public void other() {
			death();
		}

		/** What has come of it. */
		@Arbiter
		@Override
		public void afterwards(ILL_Result result) {
			super.afterwards(result);
		}

	}

}
