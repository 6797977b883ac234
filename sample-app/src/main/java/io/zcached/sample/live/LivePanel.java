package io.zcached.sample.live;

/**
 * A part of the page that changes by itself. Each is a bean; what it shows is sent to the
 * open pages twice a second.
 */
public interface LivePanel {

	/**
	 * The name under which the page finds it.
	 * @return the name
	 */
	String name();

	/**
	 * What it shows now.
	 * @return an object that becomes JSON; got without waiting for any server
	 */
	Object now();

}
