package io.zcached.client.simulation;

import java.io.IOException;
import java.net.SocketException;

/**
 * What goes wrong on one wire, once so many bytes have passed.
 *
 * @param kind what
 * @param at bytes in its direction
 * @param thrown what the client's call throws, for the kinds that throw
 */
public record SimFault(Kind kind, int at, Throwable thrown) {

	static final SimFault NONE = new SimFault(Kind.NONE, Integer.MAX_VALUE, null);

	/** Bytes that the handshake may take. */
	private static final int HANDSHAKE = 40;

	/** What can go wrong. */
	public enum Kind {

		/** Nothing. */
		NONE,

		/** A read throws. */
		READ,

		/** A write throws, having written a part. */
		WRITE,

		/** The server closes, perhaps inside a reply. */
		END,

		/** A byte comes that belongs to no reply. */
		GARBAGE,

		/** A reply is well formed, but no answer to its command. */
		WRONG_SHAPE,

		/** The server reads and answers no more. */
		SILENCE,

		/** The server reads no more: a write blocks. */
		NOT_READING,

		/** The dial is refused. */
		REFUSED,

		/** The dial takes as long as it may. */
		BLACK_HOLE,

		/** Bytes come although nothing was asked. */
		SURPLUS,

		/** A wire breaks while nothing happens on it. */
		IDLE_BREAK

	}

	/** Chooses a fault for a new wire. */
	static SimFault choose(SimWorld world) {
		if (world.chance(50)) {
			return NONE;
		}
		int at = world.chance(30) ? world.choose(HANDSHAKE) : HANDSHAKE + world.choose(world.chance(50) ? 150 : 1500);
		return switch (world.choose(17)) {
			case 0, 1, 2, 3 -> new SimFault(Kind.READ, at, throwable(world));
			case 4, 5, 6, 7 -> new SimFault(Kind.WRITE, at, throwable(world));
			case 8, 9 -> new SimFault(Kind.END, at, null);
			case 10 -> new SimFault(Kind.GARBAGE, at, null);
			case 11 -> new SimFault(Kind.WRONG_SHAPE, at, null);
			case 12 -> new SimFault(Kind.SILENCE, at, null);
			case 13, 14 -> new SimFault(Kind.NOT_READING, HANDSHAKE + at, null);
			case 15 -> new SimFault(Kind.BLACK_HOLE, 0, null);
			default -> new SimFault(Kind.REFUSED, 0, null);
		};
	}

	private static Throwable throwable(SimWorld world) {
		return switch (world.choose(6)) {
			case 0 -> new IllegalStateException("injected");
			case 1 -> new OutOfMemoryError("injected");
			case 2 -> new StackOverflowError("injected");
			case 3 -> new IOException("injected");
			default -> new SocketException("Connection reset");
		};
	}

	/** Where it strikes, if it is of a kind. */
	int at(Kind other) {
		return (this.kind == other) ? this.at : Integer.MAX_VALUE;
	}

}
