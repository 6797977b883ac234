/**
 * Meters of zcached connections.
 */
@NullMarked
package io.zcached.spring.boot.metrics;

import org.jspecify.annotations.NullMarked;
