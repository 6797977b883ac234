/**
 * The connection and its health: asked for, watched, and written down.
 */
@NullMarked
package io.zcached.sample.connection;

import org.jspecify.annotations.NullMarked;
