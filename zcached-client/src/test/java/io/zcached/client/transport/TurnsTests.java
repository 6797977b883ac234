package io.zcached.client.transport;

import java.util.concurrent.atomic.AtomicInteger;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.protocol.RequestWriter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * While an exchange waits, somebody reads (row 40): every way to give the turn up.
 */
class TurnsTests {

	private final ExchangeQueue queue = new ExchangeQueue(1024);

	private final AtomicInteger backgroundReads = new AtomicInteger();

	private final AtomicInteger backgroundWrites = new AtomicInteger();

	private final Turns turns = new Turns(this.queue, this.backgroundReads::incrementAndGet,
			this.backgroundWrites::incrementAndGet);

	private Exchange exchange(int size) {
		Exchange exchange = new Exchange();
		exchange.owner = Thread.currentThread();
		exchange.leader = exchange;
		RequestWriter.writeSet(exchange.request(), Dialect.TERMINATED, "key", "x".repeat(size));
		this.queue.add(exchange);
		return exchange;
	}

	private void write(Exchange exchange) {
		assertThat(this.turns.takeWrite(exchange, true)).isTrue();
		assertThat(this.turns.takeWrite(exchange, true)).isFalse();
	}

	@Test
	void leaderHandsOnToTheOldestThatCanRead() {
		Exchange first = exchange(1);
		Exchange second = exchange(1);
		Exchange third = exchange(1);
		write(first);
		this.turns.takeRead(first);
		this.turns.takeRead(second);
		assertThat(first.state()).isEqualTo(Exchange.LEADING);
		assertThat(second.state()).isEqualTo(Exchange.WAITING);
		first.state(Exchange.TOMBSTONE);
		this.turns.releaseRead(first);
		assertThat(second.state()).as("the oldest waiter leads").isEqualTo(Exchange.LEADING);
		assertThat(third.state()).isEqualTo(Exchange.WAITING);
		assertThat(this.backgroundReads).hasValue(0);
	}

	@Test
	void backgroundReadsWhenOnlyThoseAreLeftWhoCannot() {
		Exchange first = exchange(1);
		Exchange virtual = exchange(1);
		virtual.leader = null;
		write(first);
		this.turns.takeRead(first);
		first.state(Exchange.TOMBSTONE);
		this.turns.releaseRead(first);
		assertThat(this.backgroundReads).as("somebody reads").hasValue(1);
		this.turns.releaseRead(null);
		assertThat(this.backgroundReads).as("and again, while anybody waits").hasValue(2);
	}

	@Test
	void writerIsNotMadeTheReaderAndReadsWhenItHasWritten() {
		Exchange writer = exchange(1);
		assertThat(this.turns.takeWrite(writer, true)).isTrue();
		this.turns.releaseRead(null);
		assertThat(writer.state()).as("it is writing").isEqualTo(Exchange.WAITING);
		assertThat(this.turns.takeWrite(writer, true)).isFalse();
		this.turns.takeRead(writer);
		assertThat(writer.state()).isEqualTo(Exchange.LEADING);
		assertThat(this.backgroundReads).hasValue(0);
	}

	@Test
	void frameThatMayBlockIsLeftToTheBackgroundByThoseWhoMustNotBlock() {
		exchange(100_000);
		assertThat(this.turns.takeWrite(null, false)).isFalse();
		assertThat(this.backgroundWrites).hasValue(1);
		assertThat(this.turns.isWriteFree()).as("the turn is kept for it").isFalse();
		assertThat(this.turns.takeWrite(null, true)).isTrue();
		assertThat(this.queue.inFlight()).isEqualTo(1);
	}

	@Test
	void manualReaderHasTheTurnOnlyWhenNothingIsInFlight() {
		assertThat(this.turns.takeManual()).isTrue();
		assertThat(this.turns.isManual()).isTrue();
		Exchange waiting = exchange(1);
		this.turns.takeRead(waiting);
		assertThat(waiting.state()).isEqualTo(Exchange.WAITING);
		this.turns.releaseManual();
		assertThat(waiting.state()).as("the turn is passed on").isEqualTo(Exchange.LEADING);
		assertThat(this.turns.takeManual()).isFalse();
	}

	@Test
	void waitingExchangeThatLeavesFreesNoBytesAndTheQueueKeepsItsOrder() {
		Exchange first = exchange(500);
		Exchange large = exchange(2000);
		Exchange last = exchange(10);
		write(first);
		assertThat(this.queue.inFlight()).as("the large one waits, and none overtakes it").isEqualTo(1);
		large.state(Exchange.TOMBSTONE);
		first.state(Exchange.TOMBSTONE);
		this.queue.removeUnsentTombstones();
		assertThat(this.queue.at(0)).as("in flight").isSameAs(first);
		assertThat(this.queue.at(1)).isSameAs(last);
		assertThat(this.queue.hasRoom()).isTrue();
	}

}
