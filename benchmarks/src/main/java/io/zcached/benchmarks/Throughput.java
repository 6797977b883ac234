package io.zcached.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of rates: the first contender's in operations a second, the others' as ratios.
 */
final class Throughput {

	static final String PIPELINE = "pipeline of 100 GETs";

	private static final int[] THREADS = { 1, 2, 4, 16, 64 };

	private final Placement placement;

	private final Contenders.Source source;

	private final Pace pace;

	private final Table table;

	Throughput(Placement placement, Contenders.Source source, Pace pace) {
		this.placement = placement;
		this.source = source;
		this.pace = pace;
		this.table = new Table(columns(placement));
	}

	static String threads(int threads) {
		return "GET 100 B, " + threads + ((threads == 1) ? " thread" : " threads");
	}

	private static List<String> columns(Placement placement) {
		List<String> columns = new ArrayList<>(List.of(placement.toString()));
		if (placement == Placement.EMBEDDED) {
			columns.addAll(List.of("ours", "ours, pool of 4"));
		}
		else {
			columns.add("bare socket");
			for (Column column : Column.values()) {
				columns.add(column.toString());
			}
		}
		return columns;
	}

	Throughput threads() throws Exception {
		for (int threads : THREADS) {
			row(threads(threads), threads, (session) -> session.get(Contenders.KEY));
		}
		return this;
	}

	Throughput pipeline() throws Exception {
		row(PIPELINE, 1, (session) -> session.pipeline(Contenders.KEY, 100));
		return this;
	}

	Throughput sizes() throws Exception {
		size("10 B", 10);
		size("1 KB", 1024);
		size("64 KB", 64 * 1024);
		size("1 MB", 1024 * 1024);
		return this;
	}

	private void size(String name, int size) throws Exception {
		String key = "size:" + size;
		String value = "v".repeat(size);
		row("SET " + name + ", 1 thread", 1, (session) -> session.set(key, value));
		row("GET " + name + ", 1 thread", 1, (session) -> session.get(key));
	}

	private void row(String what, int threads, Race.Task task) throws Exception {
		try (Contenders contenders = this.source.open()) {
			Race race = new Race(contenders.list(), threads);
			race.run(this.pace.once(), task);
			double[] rates = race.run(this.pace, task);
			List<String> cells = new ArrayList<>(List.of(what, Table.rate(rates[0])));
			if (this.placement == Placement.EMBEDDED) {
				cells.add(Table.number(rates[1] / rates[0]));
			}
			else {
				for (Column column : Column.values()) {
					cells.add(Must.cell(this.placement, what, column, column.ratio(rates)));
				}
			}
			this.table.row(cells);
		}
	}

}
