package io.zcached.client.testsupport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * One thing that a {@link FaultProxy} does with the bytes of one direction.
 */
@FunctionalInterface
public interface FaultStep {

	/**
	 * Does it.
	 * @param pump the direction
	 * @return whether to go on with the next step
	 * @throws IOException if the link breaks
	 * @throws InterruptedException if interrupted
	 */
	boolean apply(FaultProxy.Pump pump) throws IOException, InterruptedException;

	/**
	 * Lets bytes through.
	 * @param count how many
	 * @return the step
	 */
	static FaultStep pass(int count) {
		return chunk(count, count);
	}

	/**
	 * Lets bytes through in pieces.
	 * @param count how many
	 * @param size of a piece
	 * @return the step
	 */
	static FaultStep chunk(int count, int size) {
		return (pump) -> {
			for (int done = 0; done < count;) {
				byte[] bytes = pump.readSome(Math.min(size, count - done));
				pump.write(bytes);
				done += bytes.length;
			}
			return true;
		};
	}

	/**
	 * Takes bytes and forwards none, from here on.
	 * @return the step
	 */
	static FaultStep stall() {
		return (pump) -> {
			while (pump.read(1).length > 0) {
				continue;
			}
			return false;
		};
	}

	/**
	 * Takes no more bytes, so that the writer blocks in the end.
	 * @return the step
	 */
	static FaultStep stopReading() {
		return (pump) -> {
			pump.awaitClose();
			return false;
		};
	}

	/**
	 * Resets both sides.
	 * @return the step
	 */
	static FaultStep rst() {
		return (pump) -> {
			pump.rst();
			return false;
		};
	}

	/**
	 * Ends this direction; the other goes on.
	 * @return the step
	 */
	static FaultStep fin() {
		return (pump) -> {
			pump.fin();
			return false;
		};
	}

	/**
	 * Drops bytes.
	 * @param count how many
	 * @return the step
	 */
	static FaultStep drop(int count) {
		return (pump) -> {
			pump.read(count);
			return true;
		};
	}

	/**
	 * Lets bytes through twice.
	 * @param count how many
	 * @return the step
	 */
	static FaultStep duplicate(int count) {
		return (pump) -> {
			byte[] bytes = pump.read(count);
			byte[] twice = java.util.Arrays.copyOf(bytes, 2 * bytes.length);
			System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
			pump.write(twice);
			return true;
		};
	}

	/**
	 * Turns one bit of the next byte over.
	 * @param bit which, 0 for the lowest
	 * @return the step
	 */
	static FaultStep flip(int bit) {
		return (pump) -> {
			byte[] bytes = pump.read(1);
			bytes[0] ^= (byte) (1 << bit);
			pump.write(bytes);
			return true;
		};
	}

	/**
	 * Lets everything through until armed, then turns one bit of what comes next over.
	 * @param armed when to begin
	 * @param bit which, counted from the first byte's lowest
	 * @return the step
	 */
	static FaultStep flipWhenArmed(CountDownLatch armed, int bit) {
		return (pump) -> {
			byte[] bytes = pump.readSome(64 * 1024);
			while (armed.getCount() > 0) {
				pump.write(bytes);
				bytes = pump.readSome(64 * 1024);
			}
			bytes[bit / 8] ^= (byte) (1 << bit % 8);
			pump.write(bytes);
			return true;
		};
	}

	/**
	 * Adds bytes.
	 * @param bytes the bytes as Latin-1 text
	 * @return the step
	 */
	static FaultStep inject(String bytes) {
		return (pump) -> {
			pump.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
			return true;
		};
	}

	/**
	 * Lets bytes through up to a certain one, and adds bytes behind it.
	 * @param last the byte that goes through last
	 * @param bytes the bytes that are added, as Latin-1 text
	 * @return the step
	 */
	static FaultStep injectBehind(char last, String bytes) {
		return (pump) -> {
			byte[] passed = new byte[1];
			while (passed[0] != last) {
				passed = pump.readSome(1);
				pump.write(passed);
			}
			return inject(bytes).apply(pump);
		};
	}

	/**
	 * Takes no more bytes until released.
	 * @param released when to go on
	 * @return the step
	 */
	static FaultStep hold(CountDownLatch released) {
		return (pump) -> {
			released.await();
			return true;
		};
	}

	/**
	 * Lets everything through until armed, then a few bytes of what comes next, and the
	 * rest when released.
	 * @param armed when to begin
	 * @param count how many bytes go at once
	 * @param released when the rest goes
	 * @return the step
	 */
	static FaultStep splitWhenArmed(CountDownLatch armed, int count, CountDownLatch released) {
		return (pump) -> {
			byte[] bytes = pump.readSome(64 * 1024);
			while (armed.getCount() > 0) {
				pump.write(bytes);
				bytes = pump.readSome(64 * 1024);
			}
			pump.write(java.util.Arrays.copyOf(bytes, count));
			released.await();
			pump.write(java.util.Arrays.copyOfRange(bytes, count, bytes.length));
			return true;
		};
	}

}
