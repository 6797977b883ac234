package io.zcached.sample.cache;

import java.time.Instant;

/**
 * What the weather will be like.
 *
 * @param city where
 * @param degrees how warm it gets, in degrees Celsius
 * @param madeAt when the method that makes it was called
 */
record Forecast(String city, int degrees, Instant madeAt) {
}
