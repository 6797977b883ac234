package io.zcached.spring.boot.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Two properties, each of which is fine by itself, do not go together.
 */
public class ZcachedPropertyConflictException extends InvalidConfigurationPropertyValueException {

	private final String action;

	/**
	 * Creates the exception.
	 * @param name name of the property that asks for too much
	 * @param value its value
	 * @param reason what it conflicts with, as a sentence
	 * @param action which of them to change to what, as a sentence
	 */
	public ZcachedPropertyConflictException(String name, Object value, String reason, String action) {
		super(name, value, reason);
		this.action = action;
	}

	/**
	 * A time limit is above that of all requests to the server.
	 * @param name name of the property
	 * @param value its value
	 * @param limitName name of the property with the limit of all requests
	 * @param limit its value
	 * @return the exception
	 */
	public static ZcachedPropertyConflictException aboveLimit(String name, Duration value, String limitName,
			Duration limit) {
		return new ZcachedPropertyConflictException(name, format(value),
				"Must be between 1 ms and the value of '%s' (%s).".formatted(limitName, format(limit)),
				"Lower '%s' to at most %s, or raise '%s' to at least %s.".formatted(name, format(limit), limitName,
						format(value)));
	}

	private static String format(Duration duration) {
		return (duration.toMillis() % 1000 != 0) ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
	}

	/**
	 * What to do about it.
	 * @return a sentence that names the properties
	 */
	public String getAction() {
		return this.action;
	}

}
