package io.zcached.client.testsupport;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.transport.Wire;

/**
 * A wire in memory and in the time of its {@link FakeEnvironment}: what is written goes
 * frame by frame to a responder, whose answers can be read. Breaks at a chosen byte with
 * a chosen {@link Throwable}. Thread safe.
 */
public final class FakeWire implements Wire {

	/** At which byte what is thrown. */
	private record Fault(int at, Throwable thrown) {

		private static final Fault NONE = new Fault(Integer.MAX_VALUE, null);

	}

	private final FakeEnvironment environment;

	private final boolean terminated;

	private final FakeResponder responder;

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();

	private final List<Frame> frames = new ArrayList<>();

	private StringBuilder incoming = new StringBuilder();

	private int parsed;

	private int delivered;

	private boolean ended;

	private boolean closed;

	private Runnable onClose = () -> {
	};

	private Fault writeFault = Fault.NONE;

	private Fault readFault = Fault.NONE;

	/** Whether somebody waits for bytes, and until when; 0 for no limit. */
	private boolean waiting;

	private long waitsUntil;

	private boolean waitsForEver;

	FakeWire(FakeEnvironment environment, Dialect dialect, FakeResponder responder) {
		this.environment = environment;
		this.terminated = dialect.hasTerminator();
		this.responder = responder;
	}

	/**
	 * Breaks writing.
	 * @param bytes how many bytes leave from now on before it breaks
	 * @param fault what is thrown then, again and again
	 */
	public void failWrite(int bytes, Throwable fault) {
		synchronized (this.environment) {
			this.writeFault = new Fault(this.written.size() + bytes, fault);
		}
	}

	/**
	 * Breaks reading.
	 * @param bytes how many bytes are read from now on before it breaks
	 * @param fault what is thrown then, again and again
	 */
	public void failRead(int bytes, Throwable fault) {
		synchronized (this.environment) {
			this.readFault = new Fault(this.delivered + bytes, fault);
			wake();
		}
	}

	/**
	 * Lets bytes arrive.
	 * @param bytes the bytes as Latin-1 text
	 */
	public void push(String bytes) {
		synchronized (this.environment) {
			this.incoming.append(bytes);
			wake();
		}
	}

	/** Lets the server close. */
	public void end() {
		synchronized (this.environment) {
			this.ended = true;
			wake();
		}
	}

	/**
	 * Looks on while the client closes this.
	 * @param look what to do before it is closed, under no lock of the wire
	 */
	public void onClose(Runnable look) {
		this.onClose = look;
	}

	/**
	 * The requests that were written whole.
	 * @return a copy
	 */
	public List<Frame> frames() {
		synchronized (this.environment) {
			return List.copyOf(this.frames);
		}
	}

	/**
	 * How many bytes have been written.
	 * @return the number
	 */
	public int writtenBytes() {
		synchronized (this.environment) {
			return this.written.size();
		}
	}

	/**
	 * Whether the client has closed this.
	 * @return whether it has
	 */
	public boolean isClosed() {
		synchronized (this.environment) {
			return this.closed;
		}
	}

	/** Whether somebody waits for bytes and nothing has happened that would wake them. */
	boolean isWaiting() {
		return this.waiting;
	}

	/** When the one who waits gives up. */
	long waitsUntil(long atMost) {
		return (this.waiting && !this.waitsForEver && this.waitsUntil - atMost < 0) ? this.waitsUntil : atMost;
	}

	void wake() {
		this.waiting = false;
		this.environment.notifyAll();
	}

	@Override
	public void write(byte[] bytes, int from, int count) throws IOException {
		synchronized (this.environment) {
			if (this.closed) {
				throw new SocketException("Socket closed");
			}
			int room = Math.min(count, this.writeFault.at() - this.written.size());
			this.written.write(bytes, from, room);
			if (room < count) {
				throw Sneaky.rethrow(this.writeFault.thrown());
			}
			answerFrames();
		}
	}

	/** Answers what has been written whole; the rest waits for more. */
	private void answerFrames() throws IOException {
		InputStream in = new ByteArrayInputStream(this.written.toByteArray(), this.parsed,
				this.written.size() - this.parsed);
		FrameReader reader = new FrameReader(in, this.terminated);
		try {
			for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
				this.parsed = this.written.size() - in.available();
				this.frames.add(frame);
				String answer = this.ended ? null : this.responder.answer(this, frame);
				if (answer != null) {
					push(answer);
				}
			}
		}
		catch (EOFException ex) {
			// The frame is not all there yet.
		}
	}

	@Override
	public int read(byte[] bytes, int from, int count, long limit) throws IOException {
		synchronized (this.environment) {
			long deadline = this.environment.now() + limit;
			while (true) {
				if (this.closed) {
					throw new SocketException("Socket closed");
				}
				int available = deliver(bytes, from, count);
				if (available > 0) {
					return available;
				}
				if (this.ended) {
					return -1;
				}
				if (limit > 0 && this.environment.now() - deadline >= 0) {
					throw new SocketTimeoutException("Read timed out");
				}
				this.waiting = true;
				this.waitsUntil = deadline;
				this.waitsForEver = limit == 0;
				this.environment.await();
				this.waiting = false;
			}
		}
	}

	private int deliver(byte[] bytes, int from, int count) {
		int available = Math.min(Math.min(count, this.incoming.length()), this.readFault.at() - this.delivered);
		byte[] some = this.incoming.substring(0, available).getBytes(StandardCharsets.ISO_8859_1);
		System.arraycopy(some, 0, bytes, from, available);
		this.incoming.delete(0, available);
		if (available == 0 && this.delivered == this.readFault.at()) {
			throw Sneaky.rethrow(this.readFault.thrown());
		}
		this.delivered += available;
		return available;
	}

	@Override
	public boolean boundsReads() {
		return true;
	}

	@Override
	public int available() throws IOException {
		synchronized (this.environment) {
			return this.incoming.length();
		}
	}

	@Override
	public void acknowledge() {
	}

	@Override
	public void close() {
		this.onClose.run();
		synchronized (this.environment) {
			this.closed = true;
			wake();
		}
	}

	@Override
	public Socket socket() {
		return null;
	}

}
