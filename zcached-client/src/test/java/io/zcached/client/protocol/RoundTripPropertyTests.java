package io.zcached.client.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the writer writes, our own reader and a server read as the same value.
 */
class RoundTripPropertyTests {

	private static final String SET_K = "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n";

	private final Request request = new Request();

	@Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
	void readsWrittenValueAsAnEqualOne(@ForAll("values") @Nullable Object value) {
		RequestWriter.writeSet(this.request, Dialect.TERMINATED, "k", value);
		String frame = Wire.frame(this.request);
		assertThat(frame).startsWith(SET_K);
		Wire.Outcome outcome = Wire.read(Dialect.TERMINATED, Wire.bytes(frame.substring(SET_K.length())));
		assertThat(outcome.failure()).isNull();
		assertThat(outcome.replies()).hasSize(1);
		Object read = outcome.replies().get(0).value();
		assertThat(read).isEqualTo(Stored.of(value));
		if (value instanceof LinkedHashSet<?> set) {
			assertThat(new ArrayList<>((LinkedHashSet<?>) read))
				.isEqualTo(new ArrayList<>(new LinkedHashSet<>((List<?>) Stored.of(new ArrayList<>(set)))));
		}
	}

	@Property(tries = 2000)
	void serverReadsAnyTextAsItIsOrItIsRefused(@ForAll Dialect dialect, @ForAll String key, @ForAll String value) {
		boolean writable = true;
		try {
			RequestWriter.writeSet(this.request, dialect, key, value);
		}
		catch (RefusedException ex) {
			writable = false;
			assertThat(ex.getMessage()).startsWith("SET").hasSizeLessThan(1200);
			assertThat(ex.getMessage().chars()).noneMatch((c) -> c < 0x20);
		}
		if (writable) {
			byte[] frame = Wire.bytes(Wire.frame(this.request));
			assertThat(ServerOracle.execute(dialect, frame)).containsExactly(List.of("SET", key, value));
			Request raw = new Request();
			RawRequest.write(raw, dialect, frame);
			assertThat(Wire.frame(raw)).isEqualTo(Wire.text(frame));
		}
	}

	@Property(tries = 2000)
	void whateverBytesAreSentRawTheServerExecutesOneCommandOrTheyAreRefused(@ForAll Dialect dialect,
			@ForAll("frameLike") String frame) {
		try {
			RawRequest.write(this.request, dialect, Wire.bytes(frame));
		}
		catch (RefusedException ex) {
			assertThat(ex.getMessage().chars()).noneMatch((c) -> c < 0x20);
			return;
		}
		byte[] sent = Wire.bytes(Wire.frame(this.request));
		assertThat(ServerOracle.execute(dialect, sent)).hasSize(1);
	}

	@Provide
	Arbitrary<@Nullable Object> values() {
		return value(3);
	}

	@Provide
	Arbitrary<String> frameLike() {
		return Arbitraries
			.of("*1\r\n", "*2\r\n", "*3\r\n", "$4\r\nPING\r\n", "$3\r\nGET\r\n", "$3\r\nSET\r\n", "$1\r\nk\r\n",
					":1\r\n", "_\r\n", "%1\r\n", "/1\r\n", "+x\r\n", "\u0003", "\n", "$1\r\n\u0003\r\n", "#t\r\n",
					",1\r\n", "-x\r\n")
			.list()
			.ofMinSize(1)
			.ofMaxSize(6)
			.map((parts) -> String.join("", parts));
	}

	private static Arbitrary<@Nullable Object> value(int depth) {
		Arbitrary<@Nullable Object> scalar = Arbitraries.oneOf(text(), Arbitraries.longs(), Arbitraries.integers(),
				Arbitraries.bytes(), Arbitraries.shorts(), Arbitraries.doubles().between(-1e6, 1e6).ofScale(2),
				Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0),
				Arbitraries.of(1.1f, -2.5f), Arbitraries.of(true, false), Arbitraries.just(null));
		if (depth == 0) {
			return scalar;
		}
		Arbitrary<@Nullable Object> inner = value(depth - 1);
		return Arbitraries.frequencyOf(Tuple.of(4, scalar), Tuple.of(1, inner.list().ofMaxSize(4)),
				Tuple.of(1, inner.list().ofMaxSize(4).map(List::toArray)),
				Tuple.of(1, inner.list().ofMaxSize(4).map(LinkedHashSet::new)),
				Tuple.of(1, text().set().ofMaxSize(4).map(HashSet::new)),
				Tuple.of(1, Arbitraries.maps(text(), inner).ofMinSize(1).ofMaxSize(4)));
	}

	private static Arbitrary<String> text() {
		return Arbitraries.strings()
			.all()
			.ofMinLength(1)
			.ofMaxLength(20)
			.filter((text) -> text.indexOf('\n') < 0 && text.indexOf('\u0003') < 0
					&& text.chars().noneMatch((c) -> Character.isSurrogate((char) c)));
	}

}
