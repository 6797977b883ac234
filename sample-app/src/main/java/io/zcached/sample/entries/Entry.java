package io.zcached.sample.entries;

/**
 * One line of the list of entries.
 *
 * @param key the key
 * @param size bytes of a string, elements of a collection, 8 for a number, 1 for a
 * boolean, 0 for null
 */
record Entry(String key, long size) {
}
