package io.zcached.spring.boot.autoconfigure;

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
	 * What to do about it.
	 * @return a sentence that names the properties
	 */
	public String getAction() {
		return this.action;
	}

}
