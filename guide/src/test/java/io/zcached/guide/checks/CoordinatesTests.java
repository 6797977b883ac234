package io.zcached.guide.checks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The coordinates that the guide tells are those that are released, and the bill of
 * materials has all of them.
 */
class CoordinatesTests {

	private static final Document PARENT = parse(read(Path.of("..", "pom.xml")));

	private static final Document BOM = parse(read(Path.of("..", "zcached-bom", "pom.xml")));

	static List<CodeBlock> xml() {
		return MarkdownPage.all()
			.stream()
			.flatMap((page) -> page.codeBlocks().stream())
			.filter((block) -> block.language().equals("xml"))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("xml")
	void coordinatesAreReleased(CodeBlock block) {
		String text = block.text().startsWith("<?xml") ? block.text() : "<snippet>" + block.text() + "</snippet>";
		elements(parse(text), "dependency").stream()
			.filter((dependency) -> "io.zcached".equals(child(dependency, "groupId")))
			.forEach((dependency) -> {
				assertThat(child(dependency, "artifactId")).isIn(released());
				assertThat(child(dependency, "version")).isIn(null, version(PARENT));
			});
	}

	@Test
	void billOfMaterialsHasAllThatIsReleased() {
		assertThat(version(BOM)).isEqualTo(version(PARENT));
		assertThat(elements(BOM, "dependency")).extracting((dependency) -> child(dependency, "artifactId"))
			.containsExactlyInAnyOrderElementsOf(
					released().stream().filter((module) -> !module.equals("zcached-bom")).toList());
	}

	@ParameterizedTest
	@ValueSource(strings = { "getting-started", "licences" })
	void applicationOutsideTheBuildUsesTheSameVersions(String application) {
		Document pom = parse(read(Path.of(application, "pom.xml")));
		assertThat(child(elements(pom, "parent").get(0), "version"))
			.isEqualTo(elements(PARENT, "spring-boot.version").get(0).getTextContent());
		assertThat(elements(pom, "dependency"))
			.filteredOn((dependency) -> "zcached-bom".equals(child(dependency, "artifactId")))
			.extracting((dependency) -> child(dependency, "version"))
			.containsExactly(version(PARENT));
	}

	private static List<String> released() {
		return elements(PARENT, "module").stream()
			.map(Element::getTextContent)
			.filter((module) -> elements(parse(read(Path.of("..", module, "pom.xml"))), "maven.deploy.skip").isEmpty())
			.toList();
	}

	private static String version(Document pom) {
		return String.valueOf(child(pom.getDocumentElement(), "version"));
	}

	private static @Nullable String child(Element parent, String name) {
		return elements(parent.getChildNodes(), name).stream().map(Element::getTextContent).findFirst().orElse(null);
	}

	private static List<Element> elements(Document document, String name) {
		return elements(document.getElementsByTagName(name), name);
	}

	private static List<Element> elements(NodeList nodes, String name) {
		return IntStream.range(0, nodes.getLength())
			.mapToObj(nodes::item)
			.filter((node) -> node.getNodeName().equals(name))
			.map(Element.class::cast)
			.toList();
	}

	private static Document parse(String xml) {
		try {
			return DocumentBuilderFactory.newInstance()
				.newDocumentBuilder()
				.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
