/**
 * A zcached server as a container of Testcontainers. Works in tests without an
 * application context, too.
 */
@NullMarked
package io.zcached.testcontainers;

import org.jspecify.annotations.NullMarked;
