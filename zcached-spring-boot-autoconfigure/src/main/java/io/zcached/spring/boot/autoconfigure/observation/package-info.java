/**
 * Auto-configuration for observations of zcached commands.
 */
@NullMarked
package io.zcached.spring.boot.autoconfigure.observation;

import org.jspecify.annotations.NullMarked;
