package io.zcached.sample.load;

/**
 * How far the load has got.
 *
 * @param running whether it is under way
 * @param requests how many there are to be
 * @param done how many have been made, those included that failed
 * @param failed how many failed
 * @param millis for how long it has run, or did run
 */
record LoadState(boolean running, int requests, long done, long failed, long millis) {

	static final LoadState NONE = new LoadState(false, 0, 0, 0, 0);

}
