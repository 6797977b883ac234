package io.zcached.spring.boot.autoconfigure;

import java.util.Collection;
import java.util.List;

/**
 * A zcached server was asked for by a name that none has.
 */
public class NoSuchZcachedConnectionException extends RuntimeException {

	private final String name;

	private final List<String> knownNames;

	NoSuchZcachedConnectionException(String name, Collection<String> knownNames) {
		super("There is no zcached connection named '%s'; %s. Define it under 'zcached.connections.%s'".formatted(name,
				knownNames.isEmpty() ? "none is defined" : "defined are " + String.join(", ", knownNames), name));
		this.name = name;
		this.knownNames = List.copyOf(knownNames);
	}

	/**
	 * The name that was asked for.
	 * @return the name
	 */
	public String getName() {
		return this.name;
	}

	/**
	 * The names that there are.
	 * @return the names, in the order of {@link ZcachedConnections#names()}
	 */
	public List<String> getKnownNames() {
		return this.knownNames;
	}

}
