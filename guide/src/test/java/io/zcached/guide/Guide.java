package io.zcached.guide;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

/**
 * An application as the readers of the guide have it, on the embedded server.
 */
final class Guide {

	private Guide() {
	}

	static ApplicationContextRunner application(Class<?>... beans) {
		return new ApplicationContextRunner().withUserConfiguration(Application.class).withUserConfiguration(beans);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	static class Application {

	}

}
