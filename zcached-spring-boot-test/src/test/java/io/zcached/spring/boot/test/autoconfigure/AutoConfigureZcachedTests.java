package io.zcached.spring.boot.test.autoconfigure;

import javax.sql.DataSource;

import io.zcached.client.ZcachedClient;
import io.zcached.spring.boot.test.autoconfigure.app.ExampleApplication;
import io.zcached.spring.boot.test.autoconfigure.app.ExampleService;
import org.junit.jupiter.api.RepeatedTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AutoConfigureZcached @AutoConfigureZcached} with the whole
 * application.
 */
@SpringBootTest(classes = ExampleApplication.class, properties = "zcached.protocol=unterminated")
@AutoConfigureZcached
class AutoConfigureZcachedTests {

	@Autowired
	private ZcachedClient client;

	@Autowired
	private ExampleService service;

	@RepeatedTest(2)
	void serverShouldBeEmptyAndApplicationComplete(@Autowired DataSource dataSource) {
		assertThat(dataSource).isNotNull();
		assertThat(this.client.dbSize()).isZero();
		this.client.set("key", "value");
		assertThat(this.service.has("key")).isTrue();
	}

}
