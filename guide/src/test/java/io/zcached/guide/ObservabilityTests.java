package io.zcached.guide;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;
import io.zcached.client.ZcachedException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What docs/observability.md shows.
 */
class ObservabilityTests {

	@Test
	void connectionOfOnesOwnIsObservedByItsName() {
		AtomicReference<Observation.Context> observed = new AtomicReference<>();
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

			@Override
			public void onStop(Observation.Context context) {
				observed.set(context);
			}

		});
		try (Connection connection = new ObservedConnection().reports(registry)) {
			ZcachedClient client = ZcachedClient.of(connection).withLimit(Duration.ofMillis(500));
			assertThatExceptionOfType(ZcachedException.class).isThrownBy(client::ping);
		}
		assertThat(observed.get().getLowCardinalityKeyValue("connection").getValue()).isEqualTo("reports");
	}

}
