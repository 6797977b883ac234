/**
 * Servers that misbehave, for tests.
 */
@NullMarked
package io.zcached.spring.boot.testsupport;

import org.jspecify.annotations.NullMarked;
