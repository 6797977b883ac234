/**
 * The benchmark of the engine, in the client's package for what is not public.
 */
@NullMarked
package io.zcached.client;

import org.jspecify.annotations.NullMarked;
