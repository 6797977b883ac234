package io.zcached.client.transport;

import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Everything a connection takes from its surroundings, in one place, so that tests can
 * put virtual time, scripted sockets and known jitter in its stead.
 *
 * @param clock nanoseconds of a monotonic clock, only differences count
 * @param jitter random numbers from 0 to 1
 * @param timer runs watchdogs
 * @param executor runs connects, callbacks and readers on daemon threads
 * @param dialer opens sockets
 */
public record Environment(LongSupplier clock, DoubleSupplier jitter, Timer timer, Executor executor, Dialer dialer) {
}
