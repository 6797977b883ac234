package io.zcached.benchmarks;

import java.io.IOException;

/**
 * A client in the comparison.
 */
interface Contender extends AutoCloseable {

	/** What the table calls it. */
	String name();

	/** Whether it is this project's client, which must reach what the others need not. */
	default boolean isOurs() {
		return false;
	}

	/**
	 * What one thread works with: a connection of its own, or its part of a shared one.
	 * @return a session, closed with the contender
	 */
	Session session() throws Exception;

	@Override
	void close() throws IOException;

	/**
	 * What one thread can do. Not shared between threads.
	 */
	interface Session {

		/** Reads a value and makes a Java value of it. */
		Object get(String key) throws Exception;

		/** Stores a text. */
		void set(String key, String value) throws Exception;

		/** Reads a key so many times in one pipeline. */
		void pipeline(String key, int count) throws Exception;

	}

}
