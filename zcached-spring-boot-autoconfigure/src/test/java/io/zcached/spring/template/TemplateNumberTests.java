package io.zcached.spring.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

import io.zcached.client.Connection;
import io.zcached.client.UnstorableValueException;
import io.zcached.client.protocol.Dialect;
import io.zcached.embedded.EmbeddedZcachedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Numbers come back as they were stored, or not at all: nothing is lost in silence.
 */
class TemplateNumberTests {

	private static final BigInteger TOO_LARGE = BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE);

	private final EmbeddedZcachedServer server = EmbeddedZcachedServer.builder()
		.dialect(Dialect.TERMINATED)
		.build()
		.start();

	private final Connection connection = new Connection(this.server.address(), this.server.port());

	private ZcachedTemplate template;

	@BeforeEach
	void createTemplate() {
		this.template = new ZcachedTemplate(this.connection, new JacksonZcachedSerializer(new JsonMapper()));
	}

	@AfterEach
	void close() {
		this.connection.close();
		this.server.close();
	}

	static List<Number> numbers() {
		return List.of(new BigDecimal("1E+400"), new BigDecimal("0.1000000000000000000000000000000000000001"),
				new BigDecimal("1.10"), new BigDecimal("-0.000000000000000000001"), TOO_LARGE,
				TOO_LARGE.negate().pow(9), BigInteger.TEN, Long.MAX_VALUE, Long.MIN_VALUE, Integer.MIN_VALUE,
				Short.MAX_VALUE, Byte.MIN_VALUE, 0.1d, Double.MIN_VALUE, Double.MAX_VALUE, -0.0d, Double.NaN,
				Double.POSITIVE_INFINITY, 0.1f, Float.MIN_VALUE, Float.MAX_VALUE, 16777217f, 2.0E-3f, Float.NaN,
				Float.NEGATIVE_INFINITY);
	}

	@ParameterizedTest
	@MethodSource("numbers")
	void numberComesBackExactly(Number number) {
		this.template.set("key", number);
		assertThat(this.template.get("key", number.getClass()).orElseThrow()).isEqualTo(number);
		this.template.set("key", Map.of("number", List.of(number)));
		if (number instanceof BigDecimal || number instanceof BigInteger) {
			assertThat(this.template.get("key", new ParameterizedTypeReference<Map<String, List<BigDecimal>>>() {
			})).contains(Map.of("number", List.of(new BigDecimal(number.toString()))));
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.1, 1e300, Math.PI, 16777217, 1e-300 })
	void moreThanFloatHoldsIsNoFloat(double number) {
		this.template.set("key", number);
		if (number == 0.1) {
			assertThat(this.template.get("key", Float.class)).contains(0.1f);
		}
		else {
			assertNotReadAs(Float.class);
		}
		assertThat(this.template.get("key", BigDecimal.class)).contains(BigDecimal.valueOf(number));
	}

	@Test
	void whatDoesNotFitIsRefused() {
		this.template.set("key", Long.MAX_VALUE);
		assertNotReadAs(Integer.class);
		assertNotReadAs(Double.class);
		assertNotReadAs(Float.class);
		assertThat(this.template.get("key", BigInteger.class)).contains(BigInteger.valueOf(Long.MAX_VALUE));
		assertThat(this.template.get("key", BigDecimal.class)).contains(BigDecimal.valueOf(Long.MAX_VALUE));
		this.template.set("key", 1.5);
		assertNotReadAs(Long.class);
		assertNotReadAs(Integer.class);
		assertNotReadAs(BigInteger.class);
		this.template.set("key", TOO_LARGE);
		assertNotReadAs(Long.class);
	}

	@ParameterizedTest
	@EnumSource
	void nativeTypesRefuseWhatTheServerWouldRound(Kind kind) {
		ZcachedTemplate nativeTypes = this.template.withSerializer(ZcachedSerializer.nativeTypes());
		assertThatExceptionOfType(UnstorableValueException.class)
			.isThrownBy(() -> nativeTypes.set("key", (kind == Kind.DECIMAL) ? new BigDecimal("0.1") : TOO_LARGE));
		nativeTypes.set("key", BigInteger.TWO);
		assertThat(nativeTypes.get("key", BigInteger.class)).contains(BigInteger.TWO);
	}

	private void assertNotReadAs(Class<?> type) {
		assertThatExceptionOfType(ZcachedSerializationException.class).isThrownBy(() -> this.template.get("key", type));
	}

	private enum Kind {

		DECIMAL, INTEGER

	}

}
