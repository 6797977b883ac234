package io.zcached.client.transport;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * A caller who leads leaves, while another comes to wait: the turn to read is not lost,
 * and so the other one gets its reply long before its limit.
 */
@JCStressTest
@Outcome(id = "TIMEOUT, own reply", expect = Expect.ACCEPTABLE, desc = "the one handed the turn on")
@Outcome(id = "own reply, own reply", expect = Expect.ACCEPTABLE, desc = "the other read for both")
@Outcome(expect = Expect.FORBIDDEN, desc = "nobody read for the other")
@State
public class HandOver {

	private static final ExecutorService BACKGROUND = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "stress-background");
		thread.setDaemon(true);
		return thread;
	});

	private final Channel channel = Stressed.channel(new ModelWire(), System::nanoTime, (task, delay) -> () -> {
	}, BACKGROUND);

	/** The wire lets those with a short limit time out at once. */
	@Actor
	public void leaves(LL_Result result) {
		result.r1 = call(1, Stressed.TIMEOUT_LIMIT / 4);
	}

	/** Waits as long as the channel lives. */
	@Actor
	public void stays(LL_Result result) {
		result.r2 = call(2, Stressed.TIMEOUT_LIMIT);
	}

	/** Frees a background thread that still reads. */
	@Arbiter
	public void afterwards(LL_Result result) {
		this.channel.close();
	}

	private String call(int number, long limit) {
		Exchange exchange = ModelWire.request(number);
		ChannelFailure left = this.channel.exchange(exchange, limit);
		return (left != null) ? left.kind().name() : Stressed.outcome(exchange, number);
	}

}
