package io.zcached.spring.boot.autoconfigure;

/**
 * Properties of a pool of connections to one server.
 */
public class ZcachedPoolProperties {

	/**
	 * Number of connections to the server. More than one make a pool, which serves
	 * clients, templates and caches.
	 */
	private int size = 1;

	public int getSize() {
		return this.size;
	}

	public void setSize(int size) {
		this.size = size;
	}

}
