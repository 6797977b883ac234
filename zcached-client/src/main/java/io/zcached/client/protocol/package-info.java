/**
 * Bytes to values and back; no I/O and no threads.
 */
@NullMarked
package io.zcached.client.protocol;

import org.jspecify.annotations.NullMarked;
