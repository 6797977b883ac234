package io.zcached.guide;

import io.micrometer.observation.ObservationRegistry;
// tag::reports[]
import io.zcached.client.Connection;
import io.zcached.client.ConnectionOptions;
import io.zcached.spring.boot.observation.ObservedCommands;

// end::reports[]
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ObservedConnection {

	// tag::reports[]
	@Bean
	Connection reports(ObservationRegistry observations) {
		return new Connection("reports.example.org", 7556,
				ConnectionOptions.builder()
					.commandObserver(new ObservedCommands("reports", observations, null))
					.build());
	}
	// end::reports[]

}
