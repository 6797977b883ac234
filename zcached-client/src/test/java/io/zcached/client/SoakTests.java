package io.zcached.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.Await.RunningCall;
import io.zcached.client.testsupport.FaultPlan;
import io.zcached.client.testsupport.FaultProxy;
import io.zcached.client.testsupport.FaultStep;
import io.zcached.client.testsupport.LeakProbe;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many threads with tagged values on one connection whose links fault at random from one
 * seed: I1, I2, I6, I8 (row 66 in small).
 */
class SoakTests extends AbstractConnectionTests {

	private static final int THREADS = 32;

	private static final int OPERATIONS = 300;

	@Test
	void taggedValuesUnderRandomFaults() throws Exception {
		long seed = Long.getLong("zcached.soak.seed", System.nanoTime());
		System.out.println("soak: -Dzcached.soak.seed=" + seed);
		LeakProbe probe = new LeakProbe();
		Random random = new Random(seed);
		Map<String, Integer> faults = new ConcurrentHashMap<>();
		ScriptedServer server = server(new MemoryScript(Dialect.TERMINATED));
		FaultProxy proxy = new FaultProxy(server.port(), (link) -> plan(random, faults));
		Connection connection = connection(proxy.port(),
				(options) -> options.dialect(Dialect.TERMINATED)
					.timeoutLimit(Duration.ofMillis(400))
					.connectTimeout(Duration.ofMillis(400)));
		Map<String, Integer> outcomes = new ConcurrentHashMap<>();
		List<RunningCall<Integer>> calls = new ArrayList<>();
		for (int t = 0; t < THREADS; t++) {
			int id = t;
			calls.add(Await.start(() -> worker(connection, id, outcomes)));
		}
		int done = 0;
		for (RunningCall<Integer> call : calls) {
			done += Await.value(call);
		}
		assertThat(done).as("I2 one outcome each, seed " + seed).isEqualTo(THREADS * OPERATIONS);
		assertThat(faults).as("the test does not pass idle, seed " + seed).hasSizeGreaterThan(3);
		assertThat(outcomes).as("seed " + seed)
			.containsKeys("success", "ERR", ErrorCode.CONNECTION_REESTABLISHED.name());
		Await.until("I8 recovers once the faults end, seed " + seed,
				() -> connection.send(Command.of("PING")).isSuccess() || faultsEnd());
		Await.until("I6 nothing pending", () -> connection.pendingRequests() == 0);
		connection.close();
		proxy.close();
		server.close();
		probe.awaitNoLeak();
	}

	private static volatile boolean ended;

	private static boolean faultsEnd() {
		ended = true;
		return false;
	}

	private static FaultPlan plan(Random random, Map<String, Integer> faults) {
		if (ended) {
			return FaultPlan.CLEAN;
		}
		int after = 100 + random.nextInt(20_000);
		String fault;
		FaultPlan plan;
		switch (random.nextInt(7)) {
			case 0 -> {
				fault = "rst";
				plan = FaultPlan.toClient(FaultStep.pass(after), FaultStep.rst());
			}
			case 1 -> {
				fault = "fin";
				plan = FaultPlan.toClient(FaultStep.pass(after), FaultStep.fin());
			}
			case 2 -> {
				fault = "stall";
				plan = FaultPlan.toClient(FaultStep.pass(after), FaultStep.stall());
			}
			case 3 -> {
				fault = "torn request";
				plan = FaultPlan.toServer(FaultStep.pass(after), FaultStep.rst());
			}
			case 4 -> {
				fault = "stop reading";
				plan = FaultPlan.toServer(FaultStep.pass(after), FaultStep.stopReading());
			}
			case 5 -> {
				fault = "garbage";
				plan = FaultPlan.toClient(FaultStep.pass(after), FaultStep.inject("?"));
			}
			default -> {
				fault = "pieces";
				plan = FaultPlan.toClient(FaultStep.chunk(after, 1 + random.nextInt(5)), FaultStep.rst());
			}
		}
		faults.merge(fault, 1, Integer::sum);
		return plan;
	}

	private static int worker(Connection connection, int id, Map<String, Integer> outcomes) {
		int done = 0;
		String last = null;
		for (int i = 0; i < OPERATIONS; i++) {
			String key = "k:" + id + ":" + (i / 3);
			Result<Object> result = switch (i % 3) {
				case 0 -> connection.send(Command.of("SET", key, "value of " + key));
				case 1 -> (i % 2 == 0) ? connection.send(Command.of("GET", key), Duration.ofMillis(100))
						: connection.send(Command.of("GET", key));
				default -> Await.value(connection.sendAsync(Command.of("MGET", key, "missing" + id)));
			};
			check(result, i % 3, key, id);
			outcomes.merge(result.isSuccess() ? "success" : result.errorCode().name(), 1, Integer::sum);
			if (result.isFailure() && connection.backOff().toMillis() > 0) {
				connection.tryReconnect();
			}
			last = key;
			done++;
		}
		Result<Object> missing = connection.send(Command.of("GET", "missing:" + last));
		outcomes.merge(missing.isSuccess() ? "success" : missing.errorCode().name(), 1, Integer::sum);
		return done;
	}

	private static void check(Result<Object> result, int operation, String key, int id) {
		if (result.isFailure()) {
			String error = result.errorMessage();
			if (result.errorCode().equals(ErrorCode.ERR)) {
				assertThat(error).as("I1 own error").isEqualTo("ERR '" + key + "' not found");
			}
			return;
		}
		switch (operation) {
			case 0 -> assertThat(result.value()).as("I1 own reply").isEqualTo("OK");
			case 1 -> assertThat(result.value()).as("I1 own reply").isEqualTo("value of " + key);
			default -> {
				assertThat(((Map<?, ?>) result.value()).keySet()).as("I1 own keys")
					.isEqualTo(java.util.Set.of(key, "missing" + id));
				assertThat(((Map<?, ?>) result.value()).get(key)).as("I1 own value").isIn(null, "value of " + key);
			}
		}
	}

}
