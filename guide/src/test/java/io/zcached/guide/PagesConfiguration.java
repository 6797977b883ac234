package io.zcached.guide;

import java.lang.reflect.Type;

// tag::pages[]
import io.zcached.spring.boot.autoconfigure.cache.ZcachedCacheManagerBuilderCustomizer;

// end::pages[]
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ParameterizedTypeReference;

// tag::pages[]
@Configuration(proxyBeanMethods = false)
class PagesConfiguration {

	@Bean
	ZcachedCacheManagerBuilderCustomizer pages() {
		Type type = new ParameterizedTypeReference<Page<Book>>() {
		}.getType();
		return (builder) -> builder.cache("pages", (pages) -> pages.withValueType(type));
	}

}
// end::pages[]
