/**
 * Auto-configuration for zcached meters.
 */
@NullMarked
package io.zcached.spring.boot.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
