package io.zcached.client.transport;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * A caller whose own limit passes while another thread reads its reply: it gets the
 * reply, or leaves a tombstone that stays one.
 */
@JCStressTest
@Outcome(id = "own reply, own reply", expect = Expect.ACCEPTABLE, desc = "the reply came first")
@Outcome(id = "TIMEOUT, left", expect = Expect.ACCEPTABLE, desc = "the time-out came first")
@Outcome(expect = Expect.FORBIDDEN, desc = "none, several or a changing one")
@State
public class LeavingRace {

	private static final int NUMBER = 7;

	private static final long TICK = TimeUnit.MICROSECONDS.toNanos(1);

	private static final long LIMIT = 2 * TICK;

	private final Channel channel;

	private final Exchange exchange = ModelWire.request(NUMBER);

	/** Each look at the clock takes a tick. */
	private volatile long now;

	private @Nullable Runnable read;

	/** A request is in flight for which a background thread is to read. */
	public LeavingRace() {
		this.channel = Stressed.channel(new ModelWire(), this::tick, (task, delay) -> () -> {
		}, (task) -> this.read = task);
		this.channel.submit(ModelWire.request(1), Stressed.TIMEOUT_LIMIT);
	}

	private long tick() {
		this.now += TICK;
		return this.now;
	}

	/** The caller, who has hardly any time. */
	@Actor
	public void caller(LL_Result result) {
		ChannelFailure left = this.channel.exchange(this.exchange, LIMIT);
		result.r1 = (left != null) ? left.kind().name() : Stressed.outcome(this.exchange, NUMBER);
	}

	/** The background thread, which reads for all until nothing is in flight. */
	@Actor
	public void reader() {
		Runnable task = this.read;
		if (task != null) {
			task.run();
		}
	}

	/** Afterwards. */
	@Arbiter
	public void afterwards(LL_Result result) {
		result.r2 = Stressed.outcome(this.exchange, NUMBER);
		this.channel.close();
	}

}
