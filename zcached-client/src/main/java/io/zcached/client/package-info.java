/**
 * What users of the client touch: connection, options, typed commands, results and
 * exceptions.
 */
@NullMarked
package io.zcached.client;

import org.jspecify.annotations.NullMarked;
