package io.zcached.guide;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the guide's books come from.
 */
final class Library {

	/** How often it was asked. */
	static final AtomicInteger asked = new AtomicInteger();

	private Library() {
	}

	static Book slowly(String isbn) {
		asked.incrementAndGet();
		return new Book(isbn, "The book " + isbn);
	}

}
