package io.zcached.spring.boot.test.autoconfigure.app;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;

/**
 * An application with a web server and a database beside zcached.
 */
@SpringBootApplication
@EnableCaching
public class ExampleApplication {

}
