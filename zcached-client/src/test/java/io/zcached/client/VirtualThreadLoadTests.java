package io.zcached.client;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import io.zcached.client.testsupport.VirtualThreads;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * 10,000 virtual threads at once on one connection (row 42).
 */
class VirtualThreadLoadTests extends AbstractConnectionTests {

	private static final int THREADS = 10_000;

	private static final int WAITING_BYTES = 16 * 1024;

	private static final String PINNED = "jdk.VirtualThreadPinned";

	@TempDir
	private Path directory;

	@Test
	void allCompleteNoneIsPinnedAndMemoryIsBounded() throws IOException {
		VirtualThreads.assume();
		Await.value(start(connection(server(Script.tagged()).port()), 0));
		CountDownLatch release = new CountDownLatch(1);
		ScriptedServer server = server(Script.tagged(release, 1));
		Connection connection = connection(server.port(), Duration.ofSeconds(100));
		connection.connect();
		try (Recording recording = new Recording()) {
			recording.enable(PINNED).withoutThreshold().withStackTrace();
			recording.start();
			long before = usedMemory();
			List<Future<Boolean>> calls = new ArrayList<>();
			for (int id = 0; id < THREADS; id++) {
				calls.add(start(connection, id));
			}
			Await.until("all wait", () -> connection.pendingRequests() == THREADS);
			assertThat((usedMemory() - before) / THREADS).as("bytes for each that waits").isLessThan(WAITING_BYTES);
			release.countDown();
			for (Future<Boolean> call : calls) {
				assertThat(Await.value(call)).as("I1 own replies, I2 one outcome each").isTrue();
			}
			recording.stop();
			assertThat(events(recording)).as("no virtual thread holds its carrier").isEmpty();
		}
		assertThat(connection.pendingRequests()).as("I6 nothing is left").isZero();
		assertThat(server.accepted()).isEqualTo(1);
	}

	private static Future<Boolean> start(Connection connection, int id) {
		return VirtualThreads.start(() -> {
			boolean own = true;
			for (int i = 0; i < 3; i++) {
				String key = "k:" + id + ":" + i;
				own &= ("value of " + key).equals(connection.send(Command.of("GET", key)).value());
			}
			return own;
		}, null);
	}

	private static long usedMemory() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	private List<RecordedEvent> events(Recording recording) throws IOException {
		Path file = this.directory.resolve("pinned.jfr");
		recording.dump(file);
		return RecordingFile.readAllEvents(file)
			.stream()
			.filter((event) -> event.getEventType().getName().equals(PINNED))
			.toList();
	}

}
