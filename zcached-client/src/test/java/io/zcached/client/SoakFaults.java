package io.zcached.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

import io.zcached.client.testsupport.FaultPlan;
import io.zcached.client.testsupport.FaultProxy;
import io.zcached.client.testsupport.FaultStep;

/**
 * What happens to the links of a soak test: each serves for a while and then faults, at
 * any byte. Counts what has really happened. Thread safe.
 */
final class SoakFaults {

	/** After so many bytes a link looks at the clock. */
	private static final int PIECE = 512;

	/** Longer than the shorter limit of the callers, shorter than the channel's. */
	private static final int HOLD_MILLIS = 200;

	/** Replies to all that the window lets be in flight are shorter. */
	private static final int MORE_THAN_IN_FLIGHT = 4096;

	/** What can happen to a link. */
	enum Kind {

		RESET, END, STALL, TORN_REQUEST, LOST_REQUESTS, NOT_READING, GARBAGE, PIECES, LATE

	}

	private final Random random;

	private final Map<Kind, Integer> happened = new ConcurrentHashMap<>();

	/** What the next links get: everything once, then everything again. */
	private final List<Kind> order = new ArrayList<>();

	/** How many callers have left before the channel's limit. */
	private final IntSupplier left;

	private volatile boolean ended;

	SoakFaults(long seed, IntSupplier left) {
		this.random = new Random(seed);
		this.left = left;
	}

	/** Links that come from now on do not fault. */
	void end() {
		this.ended = true;
	}

	/** Whether each fault has happened so often. */
	boolean happened(int times) {
		return Stream.of(Kind.values()).allMatch((kind) -> this.happened.getOrDefault(kind, 0) >= times);
	}

	@Override
	public String toString() {
		return this.happened.toString();
	}

	/** What happens to the next link. */
	synchronized FaultPlan next() {
		if (this.ended) {
			return FaultPlan.CLEAN;
		}
		if (this.order.isEmpty()) {
			this.order.addAll(List.of(Kind.values()));
			Collections.shuffle(this.order, this.random);
		}
		Kind kind = this.order.remove(0);
		FaultStep serve = serve(TimeUnit.MILLISECONDS.toNanos(20 + this.random.nextInt(280)));
		FaultStep more = FaultStep.pass(1 + this.random.nextInt(200));
		return switch (kind) {
			case RESET -> FaultPlan.toClient(serve, more, count(kind, FaultStep.rst()));
			case END -> FaultPlan.toClient(serve, more, count(kind, FaultStep.fin()));
			case STALL -> FaultPlan.toClient(serve, more, count(kind, FaultStep.stall()));
			case TORN_REQUEST -> FaultPlan.toServer(serve, more, count(kind, FaultStep.rst()));
			case LOST_REQUESTS -> FaultPlan.toServer(serve, more, count(kind, FaultStep.stall()));
			case NOT_READING -> FaultPlan.toServer(serve, more, count(kind, FaultStep.stopReading()));
			case GARBAGE -> FaultPlan.toClient(serve, count(kind, FaultStep.injectBehind('\u0003', "?")));
			case PIECES -> FaultPlan.toClient(serve,
					count(kind, FaultStep.chunk(200 + this.random.nextInt(2000), 1 + this.random.nextInt(5))),
					FaultStep.rst());
			case LATE -> FaultPlan.toClient(serve, more, this::late, FaultStep.rst());
		};
	}

	private FaultStep count(Kind kind, FaultStep fault) {
		return (pump) -> {
			this.happened.merge(kind, 1, Integer::sum);
			return fault.apply(pump);
		};
	}

	/**
	 * Holds replies back until callers have left. Counts if the client has taken what
	 * came too late, and then so many more replies that it must have sent on.
	 */
	private boolean late(FaultProxy.Pump pump) throws IOException, InterruptedException {
		int before = this.left.getAsInt();
		new CountDownLatch(1).await(HOLD_MILLIS, TimeUnit.MILLISECONDS);
		boolean haveLeft = this.left.getAsInt() > before;
		FaultStep.pass(MORE_THAN_IN_FLIGHT).apply(pump);
		if (haveLeft) {
			this.happened.merge(Kind.LATE, 1, Integer::sum);
		}
		return true;
	}

	/** Lets bytes through for a while. */
	private static FaultStep serve(long nanos) {
		return (pump) -> {
			long begin = System.nanoTime();
			while (System.nanoTime() - begin < nanos) {
				FaultStep.pass(PIECE).apply(pump);
			}
			return true;
		};
	}

}
