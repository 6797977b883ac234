package io.zcached.benchmarks;

/**
 * A client in the comparison.
 */
@SuppressWarnings("try")
interface Contender extends AutoCloseable {

	/** What the table calls it. */
	String name();

	/**
	 * What one thread works with: a connection of its own, or its part of a shared one.
	 * @return a session, closed with the contender
	 */
	Session session() throws Exception;

	@Override
	void close() throws Exception;

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
