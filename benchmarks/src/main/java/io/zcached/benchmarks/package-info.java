/**
 * How fast the client is, by itself (JMH) and beside other clients.
 */
@NullMarked
package io.zcached.benchmarks;

import org.jspecify.annotations.NullMarked;
