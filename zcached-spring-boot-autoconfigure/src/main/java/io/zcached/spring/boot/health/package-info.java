/**
 * Health indicator for a zcached connection.
 */
@NullMarked
package io.zcached.spring.boot.health;

import org.jspecify.annotations.NullMarked;
