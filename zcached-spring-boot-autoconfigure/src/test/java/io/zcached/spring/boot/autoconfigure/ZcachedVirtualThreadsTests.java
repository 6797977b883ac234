package io.zcached.spring.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.zcached.client.ZcachedClient;
import io.zcached.spring.boot.autoconfigure.embedded.EmbeddedZcachedAutoConfiguration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.AsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The auto-configured client on the virtual threads of
 * {@code spring.threads.virtual.enabled}.
 */
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are no virtual threads before Java 21")
class ZcachedVirtualThreadsTests {

	private static final int THREADS = 500;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EmbeddedZcachedAutoConfiguration.class, ZcachedAutoConfiguration.class,
				TaskExecutionAutoConfiguration.class))
		.withPropertyValues("spring.threads.virtual.enabled=true");

	@Test
	void manyVirtualThreadsAreServedAndNoneIsPinned(@TempDir Path directory) {
		this.contextRunner.run((context) -> {
			ZcachedClient client = context.getBean(ZcachedClient.class);
			AsyncTaskExecutor executor = context.getBean(AsyncTaskExecutor.class);
			callFromManyThreads(client, executor); // a class that is being loaded pins,
													// too
			List<String> answers = new ArrayList<>();
			List<RecordedEvent> pinned = recording(directory,
					() -> answers.addAll(callFromManyThreads(client, executor)));
			assertThat(answers).hasSize(THREADS).allMatch((answer) -> answer.startsWith("VirtualThread["));
			assertThat(pinned).isEmpty();
		});
	}

	private static List<String> callFromManyThreads(ZcachedClient client, AsyncTaskExecutor executor)
			throws InterruptedException, ExecutionException {
		CountDownLatch ready = new CountDownLatch(THREADS);
		List<Future<String>> futures = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			String key = "key" + i;
			futures.add(executor.submit(() -> {
				ready.countDown();
				ready.await();
				client.set(key, Thread.currentThread().toString());
				return client.get(key, String.class).orElse("nothing");
			}));
		}
		List<String> answers = new ArrayList<>();
		for (Future<String> future : futures) {
			answers.add(future.get());
		}
		return answers;
	}

	/** The events that tell that a virtual thread has held on to its carrier. */
	private static List<RecordedEvent> recording(Path directory, Body body) throws Exception {
		try (Recording recording = new Recording()) {
			recording.enable("jdk.VirtualThreadPinned").withoutThreshold();
			recording.start();
			body.run();
			recording.stop();
			return ours(dump(recording, directory));
		}
	}

	private static Path dump(Recording recording, Path directory) throws IOException {
		Path file = directory.resolve("recording.jfr");
		recording.dump(file);
		return file;
	}

	private static List<RecordedEvent> ours(Path file) throws IOException {
		return RecordingFile.readAllEvents(file)
			.stream()
			.filter((event) -> String.valueOf(event.getStackTrace()).contains("io.zcached"))
			.toList();
	}

	private interface Body {

		void run() throws Exception;

	}

}
