/**
 * Breaks the embedded server on purpose.
 */
@NullMarked
package io.zcached.sample.server;

import org.jspecify.annotations.NullMarked;
