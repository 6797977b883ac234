package io.zcached.guide.checks;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.zcached.spring.boot.autoconfigure.ZcachedProperties;
import io.zcached.spring.boot.autoconfigure.cache.ZcachedCacheProperties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The configuration that the guide shows can be bound, and sets what there is.
 */
class PropertiesInPagesTests {

	private static final Map<String, Boolean> METADATA = metadata();

	static List<CodeBlock> yaml() {
		return MarkdownPage.all()
			.stream()
			.flatMap((page) -> page.codeBlocks().stream())
			.filter((block) -> block.language().equals("yaml"))
			.filter((block) -> block.marker() == null || block.text().contains("zcached"))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("yaml")
	void valuesBindAndAreInRange(CodeBlock block) throws IOException {
		Map<String, Object> all = properties(block);
		bind(only(all, (key) -> key.startsWith("zcached.cache.")), "zcached.cache", new ZcachedCacheProperties());
		ZcachedProperties properties = new ZcachedProperties();
		bind(only(all, (key) -> key.startsWith("zcached.") && !key.startsWith("zcached.cache.")), "zcached",
				properties);
		properties.afterPropertiesSet();
	}

	@ParameterizedTest
	@MethodSource("yaml")
	void keysAreInTheMetadata(CodeBlock block) throws IOException {
		assertThat(properties(block).keySet()).filteredOn((key) -> !isOfCompose(key))
			.allSatisfy((key) -> assertThat(isKnown(key)).as(key).isTrue());
	}

	private static boolean isOfCompose(String key) {
		return key.startsWith("services.") || key.startsWith("labels.");
	}

	private static boolean isKnown(String key) {
		return METADATA.containsKey(key) || METADATA.entrySet()
			.stream()
			.anyMatch((property) -> property.getValue() && key.startsWith(property.getKey() + "."));
	}

	private static <T> void bind(Map<String, Object> properties, String prefix, T target) {
		new Binder(ConfigurationPropertySources.from(new MapPropertySource("snippet", properties))).bind(prefix,
				Bindable.ofInstance(target), new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
	}

	private static Map<String, Object> only(Map<String, Object> properties, Predicate<String> keys) {
		return properties.entrySet()
			.stream()
			.filter((property) -> keys.test(property.getKey()))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private static Map<String, Object> properties(CodeBlock block) throws IOException {
		Map<String, Object> properties = new TreeMap<>();
		new YamlPropertySourceLoader().load(block.toString(), new ByteArrayResource(block.text().getBytes()))
			.forEach((source) -> {
				EnumerablePropertySource<?> enumerable = (EnumerablePropertySource<?>) source;
				for (String key : enumerable.getPropertyNames()) {
					properties.put(key, enumerable.getProperty(key));
				}
			});
		return properties;
	}

	/** Names of all properties, and whether they are maps. */
	private static Map<String, Boolean> metadata() {
		List<JsonNode> files = new ArrayList<>();
		try {
			for (URL url : Collections.list(PropertiesInPagesTests.class.getClassLoader()
				.getResources("META-INF/spring-configuration-metadata.json"))) {
				try (var in = url.openStream()) {
					files.add(new JsonMapper().readTree(in));
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return files.stream()
			.flatMap((file) -> file.get("properties").valueStream())
			.collect(Collectors.toMap((property) -> property.get("name").asString(),
					(property) -> property.path("type").asString().startsWith("java.util.Map"), Boolean::logicalOr));
	}

}
