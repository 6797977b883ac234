package io.zcached.client;

import java.time.Duration;
import java.util.function.BiConsumer;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/**
 * Whatever happens to its members, the pool hands out the one that the model says: the
 * least loaded first, a stalled one only if all are, a broken one only if none lives; no
 * more than two dial at a time, and close() leaves nothing (row 46).
 */
class ConnectionPoolModelTests {

	@Property(tries = 150)
	void poolChoosesAsTheModel(@ForAll("chains") ActionChain<PoolUnderTest> chain) {
		chain.run().close();
	}

	@Provide
	Arbitrary<ActionChain<PoolUnderTest>> chains() {
		return Arbitraries.integers()
			.between(1, 5)
			.flatMap((size) -> ActionChain.startWith(() -> new PoolUnderTest(size))
				.withAction(6, Action.just("send", Transformer.mutate("send", PoolUnderTest::send)))
				.withAction(2, Action.just("choose", Transformer.mutate("choose", PoolUnderTest::choose)))
				.withAction(3, member("answer", PoolUnderTest::answer))
				.withAction(3, member("break", PoolUnderTest::breakOff))
				.withAction(3, pass())
				.withAction(1, flag("server is up", PoolUnderTest::serverIsUp))
				.withAction(2, flag("hold dials", PoolUnderTest::hold))
				.withMaxTransformations(60));
	}

	private static Action.Independent<PoolUnderTest> member(String name, BiConsumer<PoolUnderTest, PoolMember> action) {
		return () -> Arbitraries.integers()
			.between(0, 4)
			.map((index) -> Transformer.mutate(name + " " + index, (pool) -> action.accept(pool, pool.member(index))));
	}

	private static Action.Independent<PoolUnderTest> flag(String name, BiConsumer<PoolUnderTest, Boolean> action) {
		return () -> Arbitraries.of(true, false)
			.map((on) -> Transformer.mutate(name + ": " + on, (pool) -> action.accept(pool, on)));
	}

	private static Action.Independent<PoolUnderTest> pass() {
		return () -> Arbitraries.of(100, 300, 1100)
			.map((millis) -> Transformer.mutate(millis + " ms", (pool) -> pool.pass(Duration.ofMillis(millis))));
	}

}
