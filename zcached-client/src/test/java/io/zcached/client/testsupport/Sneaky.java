package io.zcached.client.testsupport;

/**
 * Throws anything anywhere, as a broken JVM would.
 */
public final class Sneaky {

	private Sneaky() {
	}

	/**
	 * Throws.
	 * @param failure what is thrown
	 * @return nothing, ever; for use behind {@code throw}
	 */
	public static RuntimeException rethrow(Throwable failure) {
		return Sneaky.<RuntimeException>sneak(failure);
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> RuntimeException sneak(Throwable failure) throws T {
		throw (T) failure;
	}

}
