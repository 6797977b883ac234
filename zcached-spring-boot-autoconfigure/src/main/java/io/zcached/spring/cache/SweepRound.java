package io.zcached.spring.cache;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import io.zcached.client.Connection;
import io.zcached.client.Result;

/**
 * What the sweeps of several caches, one after the other, have in common.
 *
 * @param interval the time between two rounds, for which a lease is taken
 * @param own gives the connections to sweep by, one for each server
 * @param isStopped whether nothing more is to be asked of a server
 * @param lists the keys of each server by its connection, or why there are none: asked
 * for once
 */
record SweepRound(Duration interval, UnaryOperator<Connection> own, BooleanSupplier isStopped,
		Map<Connection, Result<Object>> lists) {

	SweepRound(Duration interval, UnaryOperator<Connection> own, BooleanSupplier isStopped) {
		this(interval, own, isStopped, new HashMap<>());
	}

}
