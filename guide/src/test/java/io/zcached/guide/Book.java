package io.zcached.guide;

/**
 * A value of the guide's cache.
 *
 * @param isbn its number
 * @param title its title
 */
record Book(String isbn, String title) {
}
