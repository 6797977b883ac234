package io.zcached.client;

import java.time.Duration;
import java.util.function.Consumer;

import io.zcached.client.protocol.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The defaults that users rely on, and the ranges that protect them.
 */
class ConnectionOptionsTests {

	private final ConnectionOptions.Builder builder = ConnectionOptions.builder();

	@Test
	void startsFromTheDocumentedDefaults() {
		for (ConnectionOptions options : new ConnectionOptions[] { ConnectionOptions.defaults(),
				this.builder.build() }) {
			assertThat(options.connectionAttempts()).isEqualTo(3);
			assertThat(options.reconnect()).isTrue();
			assertThat(options.timeoutLimit()).isEqualTo(Duration.ofSeconds(15));
			assertThat(options.bufferSize()).isEqualTo(2048);
			assertThat(options.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
			assertThat(options.dialect()).isNull();
			assertThat(options.pipelineWindow()).isZero();
			assertThat(options.validateAfterIdle()).isEqualTo(Duration.ofSeconds(30));
			assertThat(options.sslContext()).isNull();
			assertThat(options.sslSocketFactory()).isNull();
			assertThat(options.verifyHostname()).isTrue();
			assertThat(options.listener()).isNull();
		}
	}

	@Test
	void keepsWhatWasSet() throws Exception {
		ConnectionListener listener = new ConnectionListener() {
		};
		javax.net.ssl.SSLContext context = javax.net.ssl.SSLContext.getDefault();
		ConnectionOptions options = this.builder.connectionAttempts(1)
			.reconnect(false)
			.timeoutLimit(Duration.ofMillis(1))
			.bufferSize(64)
			.connectTimeout(Duration.ofDays(365))
			.dialect(Dialect.UNTERMINATED)
			.pipelineWindow(4096)
			.validateAfterIdle(Duration.ofHours(1))
			.sslContext(context)
			.verifyHostname(false)
			.listener(listener)
			.build();
		assertThat(options.connectionAttempts()).isEqualTo(1);
		assertThat(options.reconnect()).isFalse();
		assertThat(options.timeoutLimit()).isEqualTo(Duration.ofMillis(1));
		assertThat(options.bufferSize()).isEqualTo(64);
		assertThat(options.connectTimeout()).isEqualTo(Duration.ofDays(365));
		assertThat(options.dialect()).isEqualTo(Dialect.UNTERMINATED);
		assertThat(options.pipelineWindow()).isEqualTo(4096);
		assertThat(options.validateAfterIdle()).isEqualTo(Duration.ofHours(1));
		assertThat(options.sslContext()).isSameAs(context);
		assertThat(options.verifyHostname()).isFalse();
		assertThat(options.listener()).isSameAs(listener);
	}

	@Test
	void whenBothKindsOfTlsAreSetThenTheLastOneCounts() throws Exception {
		javax.net.ssl.SSLContext context = javax.net.ssl.SSLContext.getDefault();
		javax.net.ssl.SSLSocketFactory factory = context.getSocketFactory();
		ConnectionOptions byFactory = this.builder.sslContext(context).sslSocketFactory(factory).build();
		assertThat(byFactory.sslSocketFactory()).isSameAs(factory);
		assertThat(byFactory.sslContext()).isNull();
		ConnectionOptions byContext = this.builder.sslContext(context).build();
		assertThat(byContext.sslContext()).isSameAs(context);
		assertThat(byContext.sslSocketFactory()).isNotNull().isNotSameAs(factory);
		ConnectionOptions plain = this.builder.sslContext(null).build();
		assertThat(plain.sslSocketFactory()).isNull();
	}

	@Test
	void whenBuilderIsUsedAgainThenBuiltOptionsStayAsTheyAre() {
		ConnectionOptions options = this.builder.connectionAttempts(5).build();
		this.builder.connectionAttempts(6);
		assertThat(options.connectionAttempts()).isEqualTo(5);
	}

	@ParameterizedTest
	@CsvSource({ "connectionAttempts,1,1000", "bufferSize,64,16777216", "pipelineWindow,0,1073741824" })
	void whenNumberIsOutOfRangeThenMessageNamesTheOption(String name, int min, int max) {
		set(name, min);
		set(name, max);
		for (int value : new int[] { min - 1, max + 1, Integer.MIN_VALUE, Integer.MAX_VALUE }) {
			assertThatIllegalArgumentException().isThrownBy(() -> set(name, value))
				.withMessage(name + " must be between " + min + " and " + max + ", but is " + value);
		}
	}

	private void set(String name, int value) {
		switch (name) {
			case "connectionAttempts" -> this.builder.connectionAttempts(value);
			case "bufferSize" -> this.builder.bufferSize(value);
			default -> this.builder.pipelineWindow(value);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "timeoutLimit", "connectTimeout", "validateAfterIdle" })
	void whenDurationIsOutOfRangeThenMessageNamesTheOption(String name) {
		Consumer<Duration> setter = switch (name) {
			case "timeoutLimit" -> this.builder::timeoutLimit;
			case "connectTimeout" -> this.builder::connectTimeout;
			default -> this.builder::validateAfterIdle;
		};
		setter.accept(Duration.ofMillis(1));
		setter.accept(Duration.ofDays(365));
		for (Duration value : new Duration[] { Duration.ZERO, Duration.ofSeconds(-1), Duration.ofNanos(999_999),
				Duration.ofDays(365).plusNanos(1), Duration.ofSeconds(Long.MAX_VALUE),
				Duration.ofSeconds(Long.MIN_VALUE) }) {
			assertThatIllegalArgumentException().isThrownBy(() -> setter.accept(value))
				.withMessage(name + " must be between 1 ms and 365 days, but is " + value);
		}
		assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> setter.accept(null))
			.withMessage(name + " must not be null");
	}

}
