package io.zcached.spring.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reference of all properties, {@code docs/properties.md}, is what the metadata says;
 * and the metadata says what tools want to know.
 */
class PropertiesReferenceTests {

	private final JsonNode metadata = metadata();

	@Test
	void referenceIsTheMetadata() throws IOException {
		String rows = properties().stream().map(PropertiesReferenceTests::row).sorted().collect(Collectors.joining());
		String page = Files.readString(Path.of("..", "docs", "properties.md"));
		String head = page.substring(0, page.indexOf("|---|---|---|\n") + "|---|---|---|\n".length());
		Files.writeString(Path.of("target", "properties.md"), head + rows);
		assertThat(page)
			.as("docs/properties.md; what it should be is in target/properties.md of this module: copy it there")
			.isEqualTo(head + rows);
	}

	@Test
	void eachPropertyIsDescribed() {
		assertThat(properties()).allSatisfy((property) -> {
			assertThat(property.path("type").asString()).isNotEmpty();
			assertThat(property.path("description").asString()).endsWith(".");
		});
	}

	@Test
	void eachEnumerationHasAHintForEachOfItsValues() {
		properties().forEach((property) -> {
			Class<?> type = type(property);
			if (type.isEnum()) {
				assertThat(hinted(property.get("name").asString())).as(property.get("name").asString())
					.containsExactlyInAnyOrderElementsOf(Arrays.stream(type.getEnumConstants())
						.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
						.toList());
			}
		});
	}

	@Test
	void eachHintIsOfAPropertyAndDescribed() {
		List<String> names = properties().stream().map((property) -> property.get("name").asString()).toList();
		list("hints").forEach((hint) -> {
			assertThat(names).contains(hint.get("name").asString());
			hint.path("values")
				.forEach((value) -> assertThat(value.path("description").asString()).as(hint.toString()).endsWith("."));
		});
	}

	private List<String> hinted(String name) {
		return list("hints").stream()
			.filter((hint) -> name.equals(hint.get("name").asString()))
			.flatMap((hint) -> hint.path("values").valueStream())
			.map((value) -> value.get("value").asString())
			.toList();
	}

	private List<JsonNode> properties() {
		return list("properties");
	}

	private List<JsonNode> list(String field) {
		return StreamSupport.stream(this.metadata.get(field).spliterator(), false)
			.filter((node) -> node.get("name").asString().contains("zcached"))
			.toList();
	}

	private static Class<?> type(JsonNode property) {
		String name = property.path("type").asString();
		return name.contains("<") ? Object.class : ClassUtils.resolveClassName(name, null);
	}

	private static String row(JsonNode property) {
		JsonNode value = property.get("defaultValue");
		String text = (value == null) ? "" : value.isArray()
				? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(",")) : value.asString();
		return "| `%s` | %s | %s |%n".formatted(property.get("name").asString(), text.isEmpty() ? "" : "`" + text + "`",
				property.path("description").asString().replace("|", "\\|"));
	}

	private static JsonNode metadata() {
		try (InputStream in = ZcachedProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			return new JsonMapper().readTree(in);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
