/**
 * Auto-configuration of Spring's cache abstraction on zcached.
 */
@NullMarked
package io.zcached.spring.boot.autoconfigure.cache;

import org.jspecify.annotations.NullMarked;
