package io.zcached.client.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import io.zcached.client.protocol.CommandType;
import io.zcached.client.protocol.Dialect;
import io.zcached.client.protocol.RequestWriter;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/**
 * Threads that queue, admit, answer and leave under the channel's lock, and one that
 * looks at the load without it, see what a plain list would show them in some order of
 * their calls. A model checker chooses the calls and the order.
 */
public class ExchangeQueueModelTests {

	private static final int ITERATIONS = 12;

	private static final int SCHEDULES = 100;

	/** The window takes two of the frames at a time. */
	private static final int WINDOW = 2 * ModelWire.request(0).request().length() + 1;

	@Test
	void looksLikeAListToAllThreads() {
		new ModelCheckingOptions().iterations(ITERATIONS)
			.invocationsPerIteration(SCHEDULES)
			.threads(3)
			.actorsBefore(4)
			.actorsPerThread(3)
			.actorsAfter(4)
			.sequentialSpecification(PlainList.class)
			.check(SharedQueue.class);
	}

	/** What a channel does with the queue; the names are those of the requests' keys. */
	@Param(name = "name", gen = IntGen.class, conf = "1:3")
	public static class SharedQueue {

		private final ReentrantLock lock = new ReentrantLock();

		private final ExchangeQueue queue = new ExchangeQueue(WINDOW);

		private final List<Exchange> all = new ArrayList<>();

		@Operation
		public int add(@Param(name = "name") int name) {
			this.lock.lock();
			try {
				Exchange exchange = new Exchange();
				RequestWriter.write(exchange.request(), Dialect.TERMINATED, CommandType.GET, Integer.toString(name));
				this.queue.add(exchange);
				this.all.add(exchange);
				return this.queue.size();
			}
			finally {
				this.lock.unlock();
			}
		}

		@Operation
		public int admit() {
			this.lock.lock();
			try {
				Exchange admitted = this.queue.admitWithin(Long.MAX_VALUE);
				return (admitted != null) ? name(admitted) : -1;
			}
			finally {
				this.lock.unlock();
			}
		}

		@Operation
		public int answer() {
			this.lock.lock();
			try {
				return (this.queue.inFlight() > 0) ? name(this.queue.poll()) : -1;
			}
			finally {
				this.lock.unlock();
			}
		}

		/** All owners of a name leave. */
		@Operation
		public int leave(@Param(name = "name") int name) {
			this.lock.lock();
			try {
				this.all.stream()
					.filter((each) -> name(each) == name)
					.forEach((each) -> each.state(Exchange.TOMBSTONE));
				this.queue.removeUnsentTombstones();
				return this.queue.size();
			}
			finally {
				this.lock.unlock();
			}
		}

		@Operation
		public int load() {
			return this.queue.size();
		}

		private static int name(Exchange exchange) {
			return exchange.request().bytes()[exchange.request().length() - 4] - '0';
		}

	}

	/** The same, from what the queue promises. */
	public static class PlainList {

		private static final int ADMITTED = 2;

		private final List<Integer> inFlight = new ArrayList<>();

		private final List<Integer> waiting = new ArrayList<>();

		public int add(int name) {
			this.waiting.add(name);
			return load();
		}

		public int admit() {
			if (this.waiting.isEmpty() || this.inFlight.size() == ADMITTED) {
				return -1;
			}
			this.inFlight.add(this.waiting.remove(0));
			return this.inFlight.get(this.inFlight.size() - 1);
		}

		public int answer() {
			return this.inFlight.isEmpty() ? -1 : this.inFlight.remove(0);
		}

		public int leave(int name) {
			this.waiting.removeIf((each) -> each == name);
			return load();
		}

		public int load() {
			return this.inFlight.size() + this.waiting.size();
		}

	}

}
