package io.zcached.spring.cache;

import io.zcached.client.ErrorCode;
import io.zcached.client.ZcachedConnectionException;
import io.zcached.client.ZcachedException;
import io.zcached.client.ZcachedTimeoutException;

/**
 * Which failed writes the server may have before it, and execute after what it is asked
 * to do by other sockets meanwhile, such as to remove the same entry.
 */
final class LateWrites {

	private LateWrites() {
	}

	static boolean isPossible(ZcachedException failure) {
		String text = String.valueOf(failure.getMessage());
		return !text.contains("nothing was written") && (failure instanceof ZcachedTimeoutException
				|| (failure instanceof ZcachedConnectionException broken && isPossible(broken.errorCode(), text)));
	}

	private static boolean isPossible(ErrorCode code, String text) {
		return code.equals(ErrorCode.CONNECTION_REESTABLISHED)
				|| (code.equals(ErrorCode.CONNECTION_CLOSED) && text.startsWith("The connection broke"));
	}

}
