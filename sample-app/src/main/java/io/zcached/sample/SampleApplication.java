package io.zcached.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Stores JSON in zcached over HTTP, and shows on its page what goes on. Without further
 * arguments it uses an embedded server; {@code --zcached.host=... --zcached.port=...}
 * lets it use another one. What to try: <pre>
 * curl -X PUT localhost:8080/api/entries/user:1 -H 'Content-Type: application/json' -d '{"name":"Ada","age":36}'
 * curl localhost:8080/api/entries/user:1
 * curl localhost:8080/api/entries
 * curl localhost:8080/api/stats
 * curl localhost:8080/actuator/health
 * </pre>
 */
@EnableCaching
@EnableScheduling
@SpringBootApplication(proxyBeanMethods = false)
public class SampleApplication {

	/**
	 * Starts the application.
	 * @param args Spring Boot's command line arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(SampleApplication.class, args);
	}

}
