package io.zcached.sample.live;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import org.springframework.stereotype.Component;

/**
 * The last things that happened: what was done to the server, and what became of it.
 * Thread safe.
 */
@Component
public class Diary {

	private static final int LENGTH = 12;

	private final ReentrantLock lock = new ReentrantLock();

	private final Deque<Line> lines = new ArrayDeque<>();

	private long written;

	/**
	 * Writes a line; the oldest is forgotten.
	 * @param kind what it is about
	 * @param text a sentence
	 */
	public void write(Kind kind, String text) {
		this.lock.lock();
		try {
			this.lines.addFirst(new Line(++this.written, Instant.now(), kind, text));
			while (this.lines.size() > LENGTH) {
				this.lines.removeLast();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The lines, the newest first. */
	List<Line> lines() {
		this.lock.lock();
		try {
			return List.copyOf(this.lines);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** What a line is about. */
	public enum Kind {

		/** A person did something to the server. */
		ACTION,

		/** The connection or the health has become worse. */
		WORSE,

		/** It has become better. */
		BETTER

	}

	/**
	 * One line.
	 *
	 * @param number counts the lines, from 1
	 * @param time when it was written
	 * @param kind what it is about
	 * @param text a sentence
	 */
	record Line(long number, Instant time, Kind kind, String text) {
	}

}
