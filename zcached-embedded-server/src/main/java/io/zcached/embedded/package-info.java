/**
 * A zcached server inside the JVM, for development and tests: it answers byte for byte
 * what real servers of both dialects answer.
 */
@NullMarked
package io.zcached.embedded;

import org.jspecify.annotations.NullMarked;
