/**
 * Auto-configuration for the zcached endpoint and info.
 */
@NullMarked
package io.zcached.spring.boot.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
