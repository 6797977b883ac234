/**
 * Stress tests that look into the client's engine.
 */
@NullMarked
package io.zcached.client.transport;

import org.jspecify.annotations.NullMarked;
