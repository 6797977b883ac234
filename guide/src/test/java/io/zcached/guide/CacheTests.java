package io.zcached.guide;

import java.lang.reflect.Type;
import java.util.List;

import io.zcached.spring.boot.autoconfigure.cache.ZcachedCacheManagerBuilderCustomizer;
import io.zcached.spring.cache.ZcachedCacheConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What docs/cache.md shows.
 */
class CacheTests {

	@Test
	void methodRunsOnceForEachKey() {
		Guide.application(Books.class)
			.withPropertyValues("zcached.cache.allowed-packages=io.zcached.guide")
			.run((context) -> {
				Books books = context.getBean(Books.class);
				int before = Library.asked.get();
				assertThat(books.find("42")).isEqualTo(books.find("42"));
				assertThat(Library.asked).hasValue(before + 1);
			});
	}

	@Test
	void valuesOfAGenericClassComeBack() {
		Guide.application(Pages.class).run((context) -> {
			Cache cache = context.getBean(CacheManager.class).getCache("pages");
			Page<Book> page = new Page<>(List.of(new Book("42", "The book 42")));
			assertThat(cache).isNotNull();
			cache.put("first", page);
			assertThat(cache.get("first", Page.class)).isEqualTo(page);
		});
	}

	// tag::pages[]
	@Configuration(proxyBeanMethods = false)
	static class Pages {

		@Bean
		ZcachedCacheManagerBuilderCustomizer pages() {
			Type type = new ParameterizedTypeReference<Page<Book>>() {
			}.getType();
			return (builder) -> builder.cache("pages", ZcachedCacheConfiguration.defaults().withValueType(type));
		}

	}
	// end::pages[]

	record Page<T>(List<T> items) {
	}

}
