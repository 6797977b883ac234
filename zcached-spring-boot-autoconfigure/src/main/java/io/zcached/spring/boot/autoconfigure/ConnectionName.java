package io.zcached.spring.boot.autoconfigure;

import java.util.regex.Pattern;

/**
 * Names of servers, and where the properties of each are.
 */
final class ConnectionName {

	static final String PROPERTIES = "zcached.connections";

	/** A name is part of bean names, of paths of the health endpoint and of tags. */
	private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	private ConnectionName() {
	}

	/** Whether a server besides the default one may have the name. */
	static boolean isValid(String name) {
		return VALID.matcher(name).matches() && !ZcachedConnections.DEFAULT_NAME.equals(name);
	}

	/** What the properties of the server begin with, without a dot at the end. */
	static String prefix(String name) {
		return ZcachedConnections.DEFAULT_NAME.equals(name) ? "zcached" : PROPERTIES + "." + name;
	}

}
