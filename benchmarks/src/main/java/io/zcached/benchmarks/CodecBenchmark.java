package io.zcached.benchmarks;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.zcached.client.protocol.CommandType;
import io.zcached.client.protocol.Dialect;
import io.zcached.client.protocol.Request;
import io.zcached.client.protocol.RequestWriter;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Commands to frames, and bytes to values: how long one takes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgs = { "-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch" })
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {

	private static final String KEY = "key:0001";

	private final Request request = new Request();

	private final List<@Nullable Object> keys = Collections.nCopies(10, KEY);

	/**
	 * A GET.
	 * @return the size of the frame
	 */
	@Benchmark
	public int writeGet() {
		RequestWriter.write(this.request, Dialect.TERMINATED, CommandType.GET, KEY);
		return this.request.length();
	}

	/**
	 * A SET.
	 * @param text what is stored
	 * @return the size of the frame
	 */
	@Benchmark
	public int writeSet(Text text) {
		RequestWriter.writeSet(this.request, Dialect.TERMINATED, KEY, text.value);
		return this.request.length();
	}

	/**
	 * An MGET of ten keys.
	 * @return the size of the frame
	 */
	@Benchmark
	public int writeMget() {
		RequestWriter.write(this.request, Dialect.TERMINATED, "MGET", this.keys);
		return this.request.length();
	}

	/**
	 * Reads a whole reply.
	 * @param reply its bytes
	 * @return the value
	 * @throws Exception never
	 */
	@Benchmark
	public @Nullable Object read(Reply reply) throws Exception {
		reply.reader.read(reply.bytes, 0, reply.bytes.length);
		return reply.reader.takeValue();
	}

	/**
	 * A text to store.
	 */
	@State(Scope.Thread)
	public static class Text {

		/** Characters of the text: both sides of where the way of copying changes. */
		@Param({ "10", "128", "1024" })
		public int size;

		private String value = "";

		/** Makes the text. */
		@Setup
		public void prepare() {
			this.value = "v".repeat(this.size);
		}

	}

}
