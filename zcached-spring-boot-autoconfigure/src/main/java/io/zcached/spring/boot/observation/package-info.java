/**
 * Observations of zcached commands, for timers and spans.
 */
@NullMarked
package io.zcached.spring.boot.observation;

import org.jspecify.annotations.NullMarked;
