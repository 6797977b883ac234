package io.zcached.client.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExchangeQueue}: long ones, whose ring has grown and gone round, beside
 * a plain list. Short ones under many threads are {@link ExchangeQueueModelTests}'.
 */
class ExchangeQueueTests {

	private static final int WINDOW = 40 * ModelWire.request(0).request().length();

	private final ExchangeQueue queue = new ExchangeQueue(WINDOW);

	private final List<Exchange> model = new ArrayList<>();

	private int inFlight;

	@Test
	void isAListHoweverLongItGrows() {
		for (int seed = 0; seed < 20; seed++) {
			Random random = new Random(seed);
			for (int i = 0; i < 2000; i++) {
				step(random, (i / 200) % 2 == 0);
				check("seed " + seed + ", step " + i);
			}
		}
		assertThat(this.queue.added()).isGreaterThan(10_000);
	}

	/** It grows for a while, then it shrinks. */
	private void step(Random random, boolean growing) {
		int choice = random.nextInt(10);
		if (choice < (growing ? 5 : 2)) {
			Exchange exchange = ModelWire.request(random.nextInt(10));
			this.queue.add(exchange);
			this.model.add(exchange);
		}
		else if (choice < 7 && this.queue.hasRoom()) {
			assertThat(this.queue.admit()).isSameAs(this.model.get(this.inFlight++));
		}
		else if (choice < 9 && this.inFlight > 0) {
			assertThat(this.queue.poll()).isSameAs(this.model.remove(0));
			this.inFlight--;
		}
		else if (this.inFlight < this.model.size()) {
			int left = this.inFlight + random.nextInt(this.model.size() - this.inFlight);
			this.model.remove(left).state(Exchange.TOMBSTONE);
			this.queue.removeUnsentTombstones();
		}
	}

	private void check(String when) {
		assertThat(this.queue.size()).as(when).isEqualTo(this.model.size());
		assertThat(this.queue.inFlight()).as(when).isEqualTo(this.inFlight);
		assertThat(this.queue.unanswered()).as(when)
			.isEqualTo(this.model.subList(0, this.inFlight).stream().mapToLong((one) -> one.request().length()).sum());
		assertThat(this.queue.hasRoom()).as(when)
			.isEqualTo(this.inFlight < this.model.size() && (this.inFlight + 1) * (long) (WINDOW / 40) <= WINDOW);
		for (int i = 0; i < this.model.size(); i++) {
			assertThat(this.queue.at(i)).as(when).isSameAs(this.model.get(i));
		}
	}

}
