package io.zcached.guide;

// tag::customizer[]
import io.zcached.spring.template.ZcachedTemplateCustomizer;

// end::customizer[]
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

// tag::customizer[]
@Configuration(proxyBeanMethods = false)
class ShopConfiguration {

	@Bean
	ZcachedTemplateCustomizer keysOfTheShop() {
		return (template) -> template.withKeyPrefix("shop:");
	}

}
// end::customizer[]
