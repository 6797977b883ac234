/**
 * A zcached server as a container of Testcontainers. Needs no Spring.
 */
@NullMarked
package io.zcached.testcontainers;

import org.jspecify.annotations.NullMarked;
