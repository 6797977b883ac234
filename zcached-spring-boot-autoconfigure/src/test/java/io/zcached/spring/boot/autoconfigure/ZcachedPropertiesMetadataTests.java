package io.zcached.spring.boot.autoconfigure;

import java.beans.PropertyDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.zcached.spring.boot.autoconfigure.cache.ZcachedCacheProperties;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the metadata that tools read with {@link ZcachedProperties}.
 */
class ZcachedPropertiesMetadataTests {

	private static final Set<String> WITHOUT_DEFAULT = Set.of("zcached.cache.allowed-packages", "zcached.cache.caches",
			"zcached.cache.key-prefix", "zcached.cache.sweep-interval", "zcached.cache.time-to-live",
			"zcached.connections", "zcached.pipeline-window", "zcached.ssl.bundle", "zcached.ssl.enabled");

	private final Map<String, JsonNode> metadata = read();

	@Test
	void metadataKnowsEachPropertyAndNoOther() {
		Set<String> names = new TreeSet<>(this.metadata.keySet());
		assertThat(names).contains("management.health.zcached.enabled", "management.info.zcached.enabled",
				"management.endpoint.zcached.access");
		names.removeIf((name) -> name.startsWith("management."));
		assertThat(names).isEqualTo(properties().keySet());
	}

	@Test
	void metadataHasTheDefaultsOfTheClass() {
		properties().forEach((name, value) -> {
			JsonNode defaultValue = this.metadata.get(name).get("defaultValue");
			if (WITHOUT_DEFAULT.contains(name)) {
				assertThat(defaultValue).as(name).isNull();
			}
			else {
				Object converted = ApplicationConversionService.getSharedInstance()
					.convert(defaultValue.asString(), value.getClass());
				assertThat(converted).as(name).isEqualTo(value);
			}
		});
	}

	@Test
	void descriptionsFollowTheConventions() {
		this.metadata.forEach((name, property) -> {
			String description = property.get("description").asString();
			assertThat(description).as(name).endsWith(".").doesNotStartWith("The ").doesNotStartWith("A ");
			if (property.get("type").asString().endsWith("Boolean")) {
				assertThat(description).as(name).startsWith("Whether ");
			}
		});
	}

	private static Map<String, Object> properties() {
		Map<String, Object> properties = new LinkedHashMap<>();
		collect("zcached.", new ZcachedProperties(), properties);
		collect("zcached.cache.", new ZcachedCacheProperties(), properties);
		return new java.util.TreeMap<>(properties);
	}

	private static void collect(String prefix, Object bean, Map<String, Object> properties) {
		for (PropertyDescriptor descriptor : BeanUtils.getPropertyDescriptors(bean.getClass())) {
			if (descriptor.getReadMethod().getDeclaringClass() == Object.class) {
				continue;
			}
			String name = prefix + dashed(descriptor.getName());
			Object value = ReflectionUtils.invokeMethod(descriptor.getReadMethod(), bean);
			if (value instanceof Map) {
				properties.put(name, "");
			}
			else if (descriptor.getWriteMethod() == null) {
				collect(name + ".", value, properties);
			}
			else {
				properties.put(name, (value != null) ? value : "");
			}
		}
	}

	private static String dashed(String name) {
		return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	private static Map<String, JsonNode> read() {
		try (InputStream in = ZcachedProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			Map<String, JsonNode> byName = new LinkedHashMap<>();
			Stream<JsonNode> nodes = new JsonMapper().readTree(in).get("properties").valueStream();
			nodes.filter((node) -> node.get("name").asString().contains("zcached"))
				.forEach((node) -> byName.put(node.get("name").asString(), node));
			return byName;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
