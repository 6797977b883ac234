package io.zcached.spring.boot.autoconfigure.restart;

import java.util.concurrent.Callable;

import io.zcached.client.Command;
import io.zcached.client.Connection;
import io.zcached.client.ConnectionListener;
import io.zcached.client.ZcachedClient;
import io.zcached.spring.boot.autoconfigure.ZcachedConnectionOptionsCustomizer;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Starts, uses the embedded server in each way that leaves something in a thread, and
 * ends. Its classes, and all of zcached, come from the class loader of one start.
 */
public class RestartedApplication implements Callable<String> {

	@Override
	public String call() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Config.class)
			.web(WebApplicationType.NONE)
			.properties("spring.docker.compose.enabled=false")
			.registerShutdownHook(false)
			.run()) {
			ZcachedClient client = context.getBean(ZcachedClient.class);
			client.set("key", "value");
			context.getBean(Connection.class).sendAsync(Command.of("PING")).join();
			return client.get("key", String.class).orElse("nothing");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Config {

		@Bean
		ZcachedConnectionOptionsCustomizer listening() {
			return (options) -> options.listener(new ConnectionListener() {
			});
		}

	}

}
