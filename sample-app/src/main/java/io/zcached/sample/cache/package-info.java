/**
 * The cache at work: a slow method behind {@code @Cacheable}.
 */
@NullMarked
package io.zcached.sample.cache;

import org.jspecify.annotations.NullMarked;
