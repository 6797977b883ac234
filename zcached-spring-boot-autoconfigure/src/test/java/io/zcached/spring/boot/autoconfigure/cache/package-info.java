/**
 * Tests of the cache's auto-configuration.
 */
@NullMarked
package io.zcached.spring.boot.autoconfigure.cache;

import org.jspecify.annotations.NullMarked;
