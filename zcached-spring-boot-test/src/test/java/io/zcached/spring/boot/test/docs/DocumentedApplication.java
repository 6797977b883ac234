package io.zcached.spring.boot.test.docs;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application whose tests {@code docs/testing.md} shows.
 */
@SpringBootApplication
public class DocumentedApplication {

}
