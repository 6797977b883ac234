package io.zcached.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A Markdown table on the standard output, printed as it grows.
 */
final class Table {

	private static final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

	/**
	 * Prints the head.
	 * @param columns the titles, the first of which is that of the rows
	 */
	Table(List<String> columns) {
		out.println();
		row(columns);
		out.println("|---".repeat(columns.size()) + "|");
	}

	void row(List<String> cells) {
		out.println("| " + String.join(" | ", cells) + " |");
	}

	/** A line of text between tables. */
	static void text(String line) {
		out.println();
		out.println(line);
	}

	/** A number with as many places as it is worth. */
	static String number(double value) {
		return String.format(Locale.ROOT, (value < 10) ? "%.2f" : (value < 100) ? "%.1f" : "%,.0f", value);
	}

	static String rate(double perSecond) {
		return String.format(Locale.ROOT, "%,.0f /s", perSecond);
	}

}
