/**
 * Tests of the cache.
 */
@NullMarked
package io.zcached.spring.cache;

import org.jspecify.annotations.NullMarked;
