/**
 * Typed access to zcached: values of any Java type, many at a time, and asynchronously.
 */
@NullMarked
package io.zcached.spring.template;

import org.jspecify.annotations.NullMarked;
