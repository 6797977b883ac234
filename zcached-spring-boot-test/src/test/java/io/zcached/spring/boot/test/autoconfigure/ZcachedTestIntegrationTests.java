package io.zcached.spring.boot.test.autoconfigure;

import java.util.Objects;

import javax.sql.DataSource;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.test.autoconfigure.app.ExampleApplication;
import io.zcached.spring.boot.test.autoconfigure.app.ExampleService;
import io.zcached.spring.template.ZcachedOperations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZcachedTest @ZcachedTest}, written as a user would.
 */
@ZcachedTest
@ContextConfiguration(classes = ExampleApplication.class)
@Import(ExampleService.class)
class ZcachedTestIntegrationTests {

	@Autowired
	private ZcachedClient client;

	@Autowired
	private ExampleService service;

	@Autowired
	private ApplicationContext context;

	@BeforeEach
	void setUp() {
		this.client.set("prepared", true);
	}

	@RepeatedTest(3)
	void serverShouldHoldNothingButWhatThisTestPrepared() {
		assertThat(this.client.keys()).containsExactly("prepared");
		this.client.set("left behind", 1);
		assertThat(this.service.has("left behind")).isTrue();
	}

	@RepeatedTest(3)
	void cacheShouldStartEmptyAndWork() {
		int before = this.service.calls();
		assertThat(this.service.square(7)).isEqualTo(49);
		assertThat(this.service.square(7)).isEqualTo(49);
		assertThat(this.service.calls()).isEqualTo(before + 1);
	}

	@RepeatedTest(3)
	void cacheThatAnEarlierTestHasClearedShouldHoldWhatThisOnePuts(@Autowired CacheManager caches) {
		Cache cache = Objects.requireNonNull(caches.getCache("squares"));
		cache.put(8, 64);
		assertThat(cache.get(8, Integer.class)).isEqualTo(64);
		cache.clear();
		assertThat(cache.get(8)).isNull();
	}

	@Test
	void connectionShouldGoToEmbeddedServerWhateverIsConfigured() {
		Connection connection = this.context.getBean(Connection.class);
		EmbeddedZcachedServer server = this.context.getBean(EmbeddedZcachedServer.class);
		assertThat(connection.host()).isEqualTo("127.0.0.1");
		assertThat(connection.port()).isEqualTo(server.port()).isNotEqualTo(7556);
	}

	@Test
	void contextShouldHoldZcachedAndNothingOfWebOrDatabase() {
		assertThat(this.context.getBeanNamesForType(ZcachedOperations.class)).isNotEmpty();
		assertThat(this.context.getBeanNamesForType(DataSource.class)).isEmpty();
		assertThat(this.context.getBeanNamesForType(DispatcherServlet.class)).isEmpty();
	}

}
