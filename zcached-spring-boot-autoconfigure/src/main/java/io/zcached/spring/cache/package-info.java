/**
 * Spring's cache abstraction on a zcached server.
 */
@NullMarked
package io.zcached.spring.cache;

import org.jspecify.annotations.NullMarked;
