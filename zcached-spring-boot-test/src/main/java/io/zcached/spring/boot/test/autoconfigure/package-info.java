/**
 * Auto-configuration for zcached tests.
 */
@NullMarked
package io.zcached.spring.boot.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
