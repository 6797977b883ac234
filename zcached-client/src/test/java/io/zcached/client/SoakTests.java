package io.zcached.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.Await.RunningCall;
import io.zcached.client.testsupport.FaultProxy;
import io.zcached.client.testsupport.Frame;
import io.zcached.client.testsupport.LeakProbe;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.Peer;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many threads with tagged values on one connection whose links fault at random: I1, I2,
 * I5, I6, I8 (row 66). {@code -Dzcached.soak.seconds} says for how long, such as 60, or
 * 1800 for a night; {@code -Dzcached.soak.seed} repeats the choices of a run, though not
 * the order in which threads meet them.
 */
class SoakTests extends AbstractConnectionTests {

	private static final int SECONDS = Integer.getInteger("zcached.soak.seconds", 3);

	private static final int THREADS = 32;

	/** So many keys a thread uses; memory is bounded, however long it takes. */
	private static final int KEYS = 1000;

	/** Of each kind; a machine that is too busy for that gets half a minute more. */
	private static final int FAULTS = Math.max(1, SECONDS / 10);

	private final MemoryScript memory = new MemoryScript(Dialect.TERMINATED);

	/** Which numbers each thread has written, as the server saw it. */
	private final Map<String, BitSet> written = new ConcurrentHashMap<>();

	private final Set<String> writtenTwice = ConcurrentHashMap.newKeySet();

	private final Map<String, Integer> outcomes = new ConcurrentHashMap<>();

	/** Callers whose own limit has passed. */
	private final AtomicInteger left = new AtomicInteger();

	private volatile boolean over;

	@Test
	@Timeout(value = 2, unit = TimeUnit.HOURS)
	void taggedValuesUnderRandomFaults() throws Exception {
		long seed = Long.getLong("zcached.soak.seed", System.nanoTime());
		String repeat = "-Dzcached.soak.seed=" + seed + " -Dzcached.soak.seconds=" + SECONDS;
		System.out.println("soak: " + repeat);
		LeakProbe probe = new LeakProbe();
		SoakFaults faults = new SoakFaults(seed, this.left::get);
		ScriptedServer server = server(this::serve);
		FaultProxy proxy = closing(new FaultProxy(server.port(), (link) -> faults.next()));
		Connection connection = connection(proxy.port(),
				(options) -> options.dialect(Dialect.TERMINATED)
					.timeoutLimit(Duration.ofMillis(400))
					.connectTimeout(Duration.ofMillis(400)));
		CountDownLatch ended = new CountDownLatch(1);
		List<RunningCall<Integer>> calls = new ArrayList<>();
		for (int t = 0; t < THREADS; t++) {
			int id = t;
			calls.add(Await.start(() -> {
				try {
					return work(connection, id);
				}
				finally {
					ended.countDown();
				}
			}));
		}
		// No thread ends before its time unless it fails, which is told below.
		ended.await(SECONDS, TimeUnit.SECONDS);
		Await.until(FAULTS + " faults of each kind have happened, " + repeat,
				() -> calls.stream().anyMatch(Future::isDone) || faults.happened(FAULTS));
		this.over = true;
		int done = calls.stream().mapToInt(Await::value).sum();
		System.out.println("soak: " + done + " requests, " + this.outcomes + ", " + faults);
		assertThat(this.outcomes.values().stream().mapToInt(Integer::intValue).sum())
			.as("I2 one outcome each, " + repeat)
			.isEqualTo(done);
		assertThat(this.writtenTwice).as("I5 at most once, " + repeat).isEmpty();
		assertThat(this.outcomes).as("the test does not pass idle, " + repeat)
			.containsKeys("value", "ERR", "CONNECTION_REESTABLISHED", "TIMEOUT_LIMIT");
		faults.end();
		Await.until("I8 recovers once the faults end, " + repeat,
				() -> connection.send(Command.of("PING")).isSuccess());
		Await.until("I6 nothing pending", () -> connection.pendingRequests() == 0);
		connection.close();
		proxy.close();
		server.close();
		probe.awaitNoLeak();
	}

	/** Serves, and remembers numbers instead of requests. */
	private void serve(Peer peer) throws Exception {
		for (Frame frame = peer.frame(); frame != null; frame = peer.frame()) {
			if (frame.name().equals("SET") && frame.text(1).startsWith("number:")) {
				BitSet numbers = this.written.computeIfAbsent(frame.text(1), (key) -> new BitSet());
				synchronized (numbers) {
					int number = Integer.parseInt(frame.elements().get(2).substring(1).trim());
					if (numbers.get(number)) {
						this.writtenTwice.add(frame.text(1) + " " + number);
					}
					numbers.set(number);
				}
			}
			peer.reply(this.memory.answer(frame));
			peer.frames().clear();
		}
	}

	private int work(Connection connection, int id) {
		int done = 0;
		while (!this.over) {
			String key = "k:" + id + ":" + (done / 7 % KEYS);
			String other = "missing:" + key;
			Result<Object> result = switch (done % 7) {
				case 0 -> check(connection.send(Command.of("SET", key, "value of " + key)), "OK", null);
				case 1 -> check(connection.send(Command.of("GET", key)), "value of " + key, key);
				case 2 -> checkHurried(connection.send(Command.of("GET", key), Duration.ofMillis(100)), key);
				case 3 -> check(connection.send(Command.of("GET", other)), null, other);
				case 4 -> check(connection.send(Command.of("SET", "number:" + id, done)), "OK", null);
				case 5 -> check(Await.value(connection.sendAsync(Command.of("ECHO", key))), key, null);
				default -> checkAll(connection.sendAll(List.of(Command.of("GET", other), Command.of("ECHO", key))),
						other, key);
			};
			done++;
			this.outcomes.merge(result.isSuccess() ? "value" : result.errorCode().name(), 1, Integer::sum);
			if (!connection.backOff().isZero()) {
				connection.tryReconnect();
			}
		}
		return done;
	}

	/** Of one who may leave while the channel lives on. */
	private Result<Object> checkHurried(Result<Object> result, String key) {
		if (result.isFailure() && result.errorCode().equals(ErrorCode.TIMEOUT_LIMIT)) {
			this.left.incrementAndGet();
		}
		return check(result, "value of " + key, key);
	}

	private static Result<Object> checkAll(List<Result<Object>> results, String missing, String echo) {
		check(results.get(0), null, missing);
		return check(results.get(1), echo, null);
	}

	/** A value is the own one, and an error quotes the own key. */
	private static Result<Object> check(Result<Object> result, Object value, String keyNotFound) {
		if (result.isSuccess()) {
			assertThat(result.value()).as("I1 own reply").isNotNull().isEqualTo(value);
		}
		else if (result.errorCode().equals(ErrorCode.ERR)) {
			assertThat(result.errorMessage()).as("I1 own error").isEqualTo("ERR '" + keyNotFound + "' not found");
		}
		return result;
	}

}
