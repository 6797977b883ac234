/**
 * One live socket: who writes, who reads, who waits for what.
 */
@NullMarked
package io.zcached.client.transport;

import org.jspecify.annotations.NullMarked;
