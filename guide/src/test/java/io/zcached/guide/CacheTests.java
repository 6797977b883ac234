package io.zcached.guide;

import java.time.Duration;
import java.util.List;

import io.zcached.spring.cache.ZcachedCache;
import org.junit.jupiter.api.Test;

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

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
	void valuesOfAGenericClassComeBackAndExpireAsConfigured() {
		Guide.application(PagesConfiguration.class)
			.withPropertyValues("zcached.cache.time-to-live=10m")
			.run((context) -> {
				Cache cache = context.getBean(CacheManager.class).getCache("pages");
				Page<Book> page = new Page<>(List.of(new Book("42", "The book 42")));
				assertThat(cache).isInstanceOfSatisfying(ZcachedCache.class,
						(pages) -> assertThat(pages.configuration().timeToLive()).isEqualTo(Duration.ofMinutes(10)));
				cache.put("first", page);
				assertThat(cache.get("first", Page.class)).isEqualTo(page);
			});
	}

}
