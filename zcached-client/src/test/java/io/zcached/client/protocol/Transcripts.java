package io.zcached.client.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What real servers answered: the recorded pairs of requests and replies.
 */
final class Transcripts {

	private static final Pattern SCENARIO = Pattern.compile("\"scenario\": \"([^\"]*)\"");

	private static final String TEXT = "\"((?:[^\"\\\\]++|\\\\.)*+)\"";

	private static final Pattern STEP = Pattern.compile("\"send\": " + TEXT + ", \"expect\": " + TEXT);

	private Transcripts() {
	}

	/** All steps of a dialect, in order. */
	static List<Step> of(Dialect dialect) {
		String file = "/transcripts/" + dialect.name().toLowerCase(Locale.ROOT) + ".json";
		try (InputStream in = Objects.requireNonNull(Transcripts.class.getResourceAsStream(file))) {
			List<Step> steps = new ArrayList<>();
			for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
				Matcher scenario = SCENARIO.matcher(line);
				if (scenario.find()) {
					Matcher step = STEP.matcher(line);
					while (step.find()) {
						steps.add(new Step(scenario.group(1), bytes(step.group(1)), bytes(step.group(2))));
					}
				}
			}
			return steps;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] bytes(String json) {
		String text = json.replace("\\\"", "\"").replace("\\\\", "\\");
		StringBuilder result = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c != '\\') {
				result.append(c);
				continue;
			}
			char escape = text.charAt(++i);
			switch (escape) {
				case 'r' -> result.append('\r');
				case 'n' -> result.append('\n');
				case '\\' -> result.append('\\');
				case 'x' -> {
					result.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
					i += 2;
				}
				default -> throw new IllegalStateException("No escape: \\" + escape);
			}
		}
		return Wire.bytes(result.toString());
	}

	/** One request and its reply. */
	record Step(String scenario, byte[] send, byte[] expect) {

		@Override
		public String toString() {
			return this.scenario + ": " + Printable.of(this.send, 0, this.send.length);
		}

	}

}
