package io.zcached.client.transport;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.protocol.RequestWriter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first reason counts: closing the wire makes whoever writes or reads fail in turn.
 */
class VitalsTests {

	private static final ChannelFailure TIMEOUT = new ChannelFailure(ChannelFailure.Kind.TIMEOUT, "no reply", null);

	private final ExchangeQueue queue = new ExchangeQueue(1024);

	private final List<ChannelFailure> deaths = new ArrayList<>();

	private final Environment environment = new Environment(System::nanoTime, () -> 0.5, (task, delay) -> () -> {
	}, Runnable::run, (attempt) -> {
		throw new IOException("no dialling here");
	});

	private final Vitals vitals = new Vitals(new ReentrantLock(), this.queue, new BreakingWire(), this.environment, 1,
			this.deaths::add);

	@Test
	void writerThatIsFreedByATimeOutDoesNotTellAnotherReason() {
		Exchange exchange = new Exchange();
		RequestWriter.writeSet(exchange.request(), Dialect.TERMINATED, "key", 1);
		exchange.limit = 1;
		exchange.startedAt = System.nanoTime() - 2;
		this.queue.add(exchange);
		this.vitals.die(TIMEOUT);
		assertThat(exchange.failure()).as("I2 one outcome, and the true one").isEqualTo(TIMEOUT);
		assertThat(this.vitals.failure()).isEqualTo(TIMEOUT);
		assertThat(this.deaths).containsExactly(TIMEOUT);
	}

	/** Frees a blocked writer, who fails, before close has returned. */
	private final class BreakingWire implements Wire {

		private boolean closed;

		@Override
		public void close() {
			if (this.closed) {
				return;
			}
			this.closed = true;
			VitalsTests.this.vitals.dieOf("writing to the server failed", new IOException("Socket closed"));
		}

		@Override
		public void write(byte[] bytes, int from, int count) {
			throw new AssertionError("nobody writes here");
		}

		@Override
		public int read(byte[] bytes, int from, int count, long limit) {
			throw new AssertionError("nobody reads here");
		}

		@Override
		public boolean boundsReads() {
			return true;
		}

		@Override
		public int available() {
			return 0;
		}

		@Override
		public void acknowledge() {
		}

		@Override
		public Socket socket() {
			return null;
		}

	}

}
