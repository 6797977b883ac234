package io.zcached.sample.entries;

import java.util.List;

/**
 * The first entries in the order of their keys.
 *
 * @param total how many keys the server holds that were asked for
 * @param truncated whether there are more than are listed
 * @param entries the entries
 */
record EntryList(int total, boolean truncated, List<Entry> entries) {
}
