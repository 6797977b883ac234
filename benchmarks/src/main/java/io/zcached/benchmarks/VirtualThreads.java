package io.zcached.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.lettuce.core.api.async.RedisAsyncCommands;
import io.zcached.client.ZcachedClient;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/**
 * 10,000 virtual threads on one connection of ours, beside as many chains of asynchronous
 * calls of Lettuce; Flight Recorder counts how often a virtual thread held its carrier
 * while it waited. Needs JDK 21 or later to run.
 */
final class VirtualThreads {

	private static final int TASKS = 10_000;

	private static final int GETS = 3;

	private static final int WARM_UPS = 2;

	private static final String PINNED = "jdk.VirtualThreadPinned";

	private final ExecutorService executor = executor();

	private final List<Callable<?>> contenders;

	private VirtualThreads(Lettuce lettuce, Zcached ours, Zcached pool) {
		this.contenders = List.of(() -> chains(lettuce.async()), of(ours.client()), of(pool.client()));
	}

	static void print(int port, int rounds) throws Exception {
		try (Lettuce lettuce = new Lettuce(port);
				Zcached ours = Zcached.onRedis(port, 1);
				Zcached pool = Zcached.onRedis(port, 4);
				Recording recording = new Recording()) {
			ours.session().set(Contenders.KEY, "v".repeat(100));
			recording.enable(PINNED).withoutThreshold();
			recording.start();
			double[] rates = new VirtualThreads(lettuce, ours, pool).run(rounds);
			recording.stop();
			Table table = new Table(
					List.of(String.format(Locale.ROOT, "%,d tasks at once, each %d GETs of 100 B", TASKS, GETS),
							"GETs a second", "ratio to Lettuce"));
			table.row(cells("Lettuce, asynchronous", rates[0], rates[0]));
			table.row(cells("ours, virtual threads", rates[1], rates[0]));
			table.row(cells("ours, pool of 4, virtual threads", rates[2], rates[0]));
			Table.text(PINNED + " events, warm-up included: " + pinned(recording) + ". JDK " + Runtime.version() + ".");
		}
	}

	private static List<String> cells(String name, double rate, double base) {
		return List.of(name, Table.rate(rate), Table.number(rate / base));
	}

	/** The medians of the rounds. */
	private double[] run(int rounds) throws Exception {
		double[][] rates = new double[this.contenders.size()][rounds];
		for (int round = -WARM_UPS; round < rounds; round++) {
			for (int i = 0; i < rates.length; i++) {
				long begin = System.nanoTime();
				this.contenders.get(i).call();
				if (round >= 0) {
					rates[i][round] = TASKS * GETS * 1e9 / (System.nanoTime() - begin);
				}
			}
		}
		return Arrays.stream(rates).mapToDouble(Race::median).toArray();
	}

	private Callable<?> of(ZcachedClient client) {
		return () -> {
			List<Future<Object>> futures = Stream.generate(() -> this.executor.submit(() -> gets(client)))
				.limit(TASKS)
				.toList();
			for (Future<Object> future : futures) {
				future.get();
			}
			return futures;
		};
	}

	private static Object gets(ZcachedClient client) {
		for (int i = 1; i < GETS; i++) {
			client.get(Contenders.KEY).orElseThrow();
		}
		return client.get(Contenders.KEY).orElseThrow();
	}

	private static Object chains(RedisAsyncCommands<String, String> commands) {
		CompletableFuture<?>[] futures = new CompletableFuture<?>[TASKS];
		for (int i = 0; i < TASKS; i++) {
			CompletionStage<String> chain = commands.get(Contenders.KEY);
			for (int j = 1; j < GETS; j++) {
				chain = chain.thenCompose((value) -> commands.get(Contenders.KEY));
			}
			futures[i] = chain.toCompletableFuture();
		}
		return CompletableFuture.allOf(futures).join();
	}

	private static long pinned(Recording recording) throws IOException {
		Path file = Files.createTempFile("virtual-threads", ".jfr");
		try {
			recording.dump(file);
			return RecordingFile.readAllEvents(file)
				.stream()
				.filter((event) -> event.getEventType().getName().equals(PINNED))
				.count();
		}
		finally {
			Files.delete(file);
		}
	}

	/** By reflection, since the benchmarks are compiled for JDK 17. */
	private static ExecutorService executor() {
		try {
			return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("virtual threads need JDK 21 or later", ex);
		}
	}

}
