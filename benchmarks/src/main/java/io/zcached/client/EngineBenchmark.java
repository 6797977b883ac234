package io.zcached.client;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.transport.Background;
import io.zcached.client.transport.Environment;
import io.zcached.client.transport.Wire;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a connection costs beside the system calls: GETs of 100 bytes by one thread, over
 * a wire in memory that answers at once. In this package for the constructor that takes
 * an {@link Environment}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgs = { "-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch" })
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EngineBenchmark {

	private static final int PIPELINE = 100;

	private final Command command = Command.of("GET", "key:0001");

	private final List<Command> commands = Collections.nCopies(PIPELINE, this.command);

	private final Background background = new Background("engine-benchmark");

	private final Connection connection = new Connection("memory", 7556,
			ConnectionOptions.builder().dialect(Dialect.TERMINATED).build(), new Environment(System::nanoTime,
					() -> 0.5, this.background::schedule, this.background::execute, (attempt) -> {
						Wire wire = new MemoryWire("$100\r\n" + "v".repeat(100) + "\r\n\u0003");
						attempt.opened(wire);
						return wire;
					}));

	/** Connects. */
	@Setup
	public void connect() {
		this.connection.connect();
	}

	/** Closes the connection. */
	@TearDown
	public void close() {
		this.connection.close();
		this.background.close();
	}

	/**
	 * One GET.
	 * @return the value
	 */
	@Benchmark
	public @Nullable Object send() {
		return this.connection.send(this.command).orElseThrow();
	}

	/**
	 * A hundred GETs in a pipeline; the time is that of one. The window is the default
	 * one, which holds some 30 of them.
	 * @return the results
	 */
	@Benchmark
	@OperationsPerInvocation(PIPELINE)
	public List<Result<Object>> sendAll() {
		return this.connection.sendAll(this.commands);
	}

}
