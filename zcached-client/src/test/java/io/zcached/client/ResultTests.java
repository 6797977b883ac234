package io.zcached.client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A value or an error, never both.
 */
class ResultTests {

	@Test
	void whenSuccessThenThereIsNoError() {
		Result<String> result = Result.success("v");
		assertThat(result.isSuccess()).isTrue();
		assertThat(result.isFailure()).isFalse();
		assertThat(result.value()).isEqualTo("v");
		assertThat(result.orElseThrow()).isEqualTo("v");
		assertThat(result.errorCode()).isNull();
		assertThat(result.errorMessage()).isNull();
	}

	@Test
	void whenStoredValueIsNullThenItIsStillASuccess() {
		Result<Object> result = Result.success(null);
		assertThat(result.isSuccess()).isTrue();
		assertThat(result.orElseThrow()).isNull();
	}

	@Test
	void whenFailureThenThereIsNoValue() {
		Result<Object> result = Result.failure(ErrorCode.ERR, "ERR 'k' not found");
		assertThat(result.isFailure()).isTrue();
		assertThat(result.isSuccess()).isFalse();
		assertThat(result.value()).isNull();
		assertThat(result.errorCode()).isEqualTo(ErrorCode.ERR);
		assertThat(result.errorMessage()).isEqualTo("ERR 'k' not found");
	}

	@ParameterizedTest
	@CsvSource({ "CONNECTION_REESTABLISHED,ZcachedConnectionException", "CONNECTION_CLOSED,ZcachedConnectionException",
			"TIMEOUT_LIMIT,ZcachedTimeoutException", "PROTOCOL_ERROR,ZcachedProtocolException",
			"ERR,ZcachedCommandException", "BUSYKEY,ZcachedCommandException", "ANYTHING,ZcachedCommandException" })
	void throwsTheExceptionThatFitsTheFailure(String code, String exception) {
		Result<Object> result = Result.failure(ErrorCode.of(code), "what happened");
		assertThatThrownBy(result::orElseThrow).isInstanceOf(ZcachedException.class)
			.hasMessageContaining("what happened")
			.satisfies((ex) -> assertThat(ex.getClass().getSimpleName()).isEqualTo(exception));
	}

	@Test
	void whenPrintedThenValueAndMessageStayHidden() {
		assertThat(Result.success("CANARY")).hasToString("Result[success]");
		assertThat(Result.failure(ErrorCode.TIMEOUT_LIMIT, "CANARY")).hasToString("Result[TIMEOUT_LIMIT]");
	}

	@Test
	void whenFailureHasNoCodeOrMessageThenItIsRefused() {
		assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> Result.failure(null, "m"));
		assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> Result.failure(ErrorCode.ERR, null));
	}

	@Test
	void equalNamesGiveEqualCodes() {
		assertThat(ErrorCode.of("ERR")).isSameAs(ErrorCode.ERR).hasToString("ERR");
		assertThat(ErrorCode.of("BUSYKEY")).isEqualTo(ErrorCode.of("BUSYKEY"));
		assertThat(ErrorCode.of("TIMEOUT_LIMIT")).isEqualTo(ErrorCode.TIMEOUT_LIMIT);
	}

}
