package io.zcached.spring.boot.autoconfigure;

/**
 * When the auto-configured connection connects.
 */
public enum ZcachedStartup {

	/**
	 * While the application starts, on a thread of its own: a server that is down neither
	 * delays nor fails the start.
	 */
	BACKGROUND,

	/**
	 * At the first use.
	 */
	LAZY,

	/**
	 * While the application starts: a server that cannot be reached fails the start.
	 */
	REQUIRED

}
