package io.zcached.benchmarks;

/**
 * A ratio of two contenders' rates.
 */
enum Column {

	/** Jedis to the bare socket. */
	JEDIS("Jedis", 1, 0),

	/** Lettuce to the bare socket. */
	LETTUCE("Lettuce", 2, 0),

	/** Ours to the bare socket. */
	OURS("ours", 3, 0),

	/** Ours, a pool of 4, to the bare socket. */
	POOL("ours, pool of 4", 4, 0),

	/** Ours to Jedis. */
	OURS_TO_JEDIS("ours / Jedis", 3, 1),

	/** Ours to Lettuce. */
	OURS_TO_LETTUCE("ours / Lettuce", 3, 2);

	private final String label;

	private final int contender;

	private final int base;

	Column(String label, int contender, int base) {
		this.label = label;
		this.contender = contender;
		this.base = base;
	}

	/**
	 * The ratio.
	 * @param rates of the contenders, in the order of {@link Contenders#onRedis(int)}
	 */
	double ratio(double[] rates) {
		return rates[this.contender] / rates[this.base];
	}

	@Override
	public String toString() {
		return this.label;
	}

}
