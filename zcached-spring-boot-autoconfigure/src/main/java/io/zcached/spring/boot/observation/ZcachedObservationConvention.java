package io.zcached.spring.boot.observation;

import io.micrometer.observation.Observation.Context;
import io.micrometer.observation.ObservationConvention;

/**
 * How requests to zcached are named and tagged. A bean of this type replaces
 * {@link DefaultZcachedObservationConvention}.
 */
public interface ZcachedObservationConvention extends ObservationConvention<ZcachedObservationContext> {

	@Override
	default boolean supportsContext(Context context) {
		return context instanceof ZcachedObservationContext;
	}

}
