package io.zcached.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.zcached.client.protocol.Dialect;

/**
 * One recorded scenario: what was sent to a real server, and what it answered.
 */
record Transcript(Dialect dialect, String scenario, List<Step> steps) {

	private static final String STRING = "\"((?:[^\"\\\\]|\\\\.)*+)\"";

	private static final Pattern SCENARIO = Pattern.compile("\"scenario\": " + STRING);

	private static final Pattern STEP = Pattern
		.compile("\"send\": " + STRING + ", \"expect\": " + STRING + "(, \"unordered\": true)?\\}");

	record Step(byte[] send, byte[] expect, boolean unordered) {
	}

	static List<Transcript> read(Dialect dialect) {
		String resource = "/transcripts/" + (dialect.hasTerminator() ? "terminated" : "unterminated") + ".json";
		try (InputStream in = Transcript.class.getResourceAsStream(resource)) {
			String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
			return text.lines()
				.filter((line) -> line.contains("\"scenario\""))
				.map((line) -> read(dialect, line))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Transcript read(Dialect dialect, String line) {
		Matcher scenario = SCENARIO.matcher(line);
		if (!scenario.find()) {
			throw new IllegalStateException(line);
		}
		List<Step> steps = STEP.matcher(line)
			.results()
			.map((step) -> new Step(wire(step.group(1)), wire(step.group(2)), step.group(3) != null))
			.toList();
		return new Transcript(dialect, scenario.group(1), steps);
	}

	private static byte[] wire(String json) {
		return Wire.bytes(json.replace("\\\\", "\u0000").replace("\\\"", "\"").replace("\u0000", "\\"));
	}

}
