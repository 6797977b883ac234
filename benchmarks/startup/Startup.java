package io.zcached.benchmarks.startup;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application that has nothing but what is on its class path: it starts and ends.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Startup {

	public static void main(String[] arguments) {
		ConfigurableApplicationContext context = SpringApplication.run(Startup.class, arguments);
		System.out.println(context.getBeanDefinitionCount());
		context.close();
	}

}
