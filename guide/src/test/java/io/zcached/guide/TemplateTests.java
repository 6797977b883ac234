package io.zcached.guide;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.zcached.client.Connection;
import io.zcached.spring.template.ZcachedTemplate;
import org.junit.jupiter.api.Test;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What docs/template.md shows.
 */
class TemplateTests {

	private static final Order ORDER = new Order("7", new BigDecimal("1.10"));

	@Test
	void orderIsFoundAgain() {
		Guide.application(Orders.class).run((context) -> {
			context.getBean(Orders.class).remember(ORDER);
			assertThat(context.getBean(Orders.class).find("7")).contains(ORDER);
			assertThat(context.getBean(Orders.class).find("8")).isEmpty();
		});
	}

	@Test
	void manyAreReadInTime() {
		Guide.application().run((context) -> {
			ZcachedTemplate template = context.getBean(ZcachedTemplate.class);
			template.set("orders", List.of(ORDER));
			assertThat(read(template)).isEqualTo(Map.of("orders", List.of(ORDER)));
		});
	}

	@Test
	void customizerPrefixesEveryKey() {
		Guide.application(ShopConfiguration.class).run((context) -> {
			ZcachedTemplate template = context.getBean(ZcachedTemplate.class);
			template.set("key", 1);
			assertThat(template.client().keys()).containsExactly("shop:key");
			assertThat(context.getBean(Connection.class).isConnected()).isTrue();
		});
	}

	private static Map<String, List<Order>> read(ZcachedTemplate template) {
		// tag::views[]
		ZcachedTemplate brief = template.withTimeout(Duration.ofMillis(200));
		return brief.multiGet(List.of("orders", "returns"), new ParameterizedTypeReference<List<Order>>() {
		});
		// end::views[]
	}

}
