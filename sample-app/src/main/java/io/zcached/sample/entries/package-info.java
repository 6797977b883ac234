/**
 * The entries of the cache over HTTP: read, written, copied, renamed, shown as a tree.
 */
@NullMarked
package io.zcached.sample.entries;

import org.jspecify.annotations.NullMarked;
