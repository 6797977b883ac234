package io.zcached.client.testsupport;

/**
 * Throws anything anywhere, as a broken JVM would.
 */
final class Sneaky {

	private Sneaky() {
	}

	static RuntimeException rethrow(Throwable failure) {
		return Sneaky.<RuntimeException>sneak(failure);
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> RuntimeException sneak(Throwable failure) throws T {
		throw (T) failure;
	}

}
