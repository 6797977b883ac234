/**
 * Actuator endpoint and info of zcached.
 */
@NullMarked
package io.zcached.spring.boot.actuate;

import org.jspecify.annotations.NullMarked;
