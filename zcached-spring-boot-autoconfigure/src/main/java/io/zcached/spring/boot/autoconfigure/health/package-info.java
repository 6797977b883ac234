/**
 * Auto-configuration for zcached health checks.
 */
@NullMarked
package io.zcached.spring.boot.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
