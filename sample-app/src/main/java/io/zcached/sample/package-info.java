/**
 * A sample application: JSON in, zcached's own types in the cache, JSON out.
 */
@NullMarked
package io.zcached.sample;

import org.jspecify.annotations.NullMarked;
