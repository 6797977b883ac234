package io.zcached.client;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The fifteen commands, against a tiny server of both dialects.
 */
class ZcachedClientTests extends AbstractConnectionTests {

	private ZcachedClient client(Dialect dialect) {
		ScriptedServer server = server(dialect, new MemoryScript(dialect));
		return ZcachedClient.of(connection(server.port(), (options) -> options.dialect(dialect)));
	}

	@ParameterizedTest
	@EnumSource(Dialect.class)
	void commandsThatBothDialectsHave(Dialect dialect) {
		ZcachedClient client = client(dialect);
		assertThat(client.ping()).isEqualTo("PONG");
		assertThat(client.dbSize()).isZero();
		assertThatThrownBy(client::save).isInstanceOfSatisfying(ZcachedCommandException.class,
				(ex) -> assertThat(ex).hasMessageContaining("SAVE"));
		assertThat(client.get("key")).isEmpty();
		client.set("key", "value");
		client.set("null", null);
		assertThat(client.get("key")).contains("value");
		assertThat(client.get("null")).isEmpty();
		assertThat(client.exists("key")).isTrue();
		assertThat(client.exists("null")).isTrue();
		assertThat(client.exists("missing")).isFalse();
		client.mset(Map.of());
		Map<String, Object> entries = new LinkedHashMap<>();
		entries.put("a", 1L);
		entries.put("b", List.of("x", true));
		client.mset(entries);
		assertThat(client.mget("b", "missing", "a", "null")).containsExactly(Map.entry("b", List.of("x", true)),
				Map.entry("a", 1L));
		assertThat(client.mget(List.of())).isEmpty();
		assertThat(client.keys()).isEqualTo(Set.of("a", "b", "key", "null"));
		assertThat(client.dbSize()).isEqualTo(4);
		client.save();
		assertThat(client.lastSave()).isEqualTo(Instant.ofEpochSecond(1700000000));
		assertThat(client.delete("key")).isTrue();
		assertThat(client.delete("key")).isFalse();
		client.flush();
		assertThat(client.dbSize()).isZero();
	}

	@Test
	void commandsOfTheTerminatedDialect() {
		ZcachedClient client = client(Dialect.TERMINATED);
		client.set("from", "value");
		assertThat(client.sizeOf("from")).isEqualTo(OptionalLong.of(5));
		assertThat(client.sizeOf("missing")).isEmpty();
		assertThat(client.echo("text")).isEqualTo("text");
		assertThat(client.copy("from", "to")).isTrue();
		assertThat(client.copy("from", "to")).as("the other key is taken").isFalse();
		assertThat(client.copy("from", "to", true)).isTrue();
		assertThat(client.copy("missing", "to")).isFalse();
		assertThat(client.rename("from", "other")).isTrue();
		assertThat(client.rename("from", "other")).isFalse();
		assertThat(client.keys()).containsExactlyInAnyOrder("other", "to");
	}

	@Test
	void commandThatTheServerDoesNotHaveIsNamed() {
		ZcachedClient client = client(Dialect.UNTERMINATED);
		assertThatThrownBy(() -> client.echo("text")).isInstanceOf(ZcachedCommandException.class)
			.hasMessageContaining("ECHO")
			.hasMessageContaining("unknown command");
		assertThatThrownBy(() -> client.sizeOf("key")).isInstanceOf(ZcachedCommandException.class);
		assertThatThrownBy(() -> client.copy("a", "b")).isInstanceOf(ZcachedCommandException.class);
		assertThatThrownBy(() -> client.rename("a", "b")).isInstanceOf(ZcachedCommandException.class);
	}

	@Test
	void typesGoBothWays() {
		ZcachedClient client = client(Dialect.TERMINATED);
		Set<Object> ordered = new LinkedHashSet<>(List.of("z", "a"));
		for (Object value : List.of("text", 1L, -5L, 2.5, true, false, List.of(1L, List.of("x")), Map.of("k", "v"),
				ordered)) {
			client.set("key", value);
			assertThat(client.get("key")).isEqualTo(Optional.of(value));
		}
		client.set("key", 42);
		assertThat(client.get("key", Integer.class)).contains(42);
		assertThat(client.get("key", Long.class)).contains(42L);
		assertThat(client.get("key", Double.class)).contains(42.0);
		assertThatThrownBy(() -> client.get("key", String.class)).isInstanceOf(ClassCastException.class)
			.hasMessageContaining("key");
		client.set("key", Long.MAX_VALUE);
		assertThatThrownBy(() -> client.get("key", Integer.class)).isInstanceOf(ClassCastException.class);
	}

	@Test
	void missingKeysAndLimitsAreRefused() {
		ZcachedClient client = client(Dialect.TERMINATED);
		assertThatThrownBy(() -> client.get(null)).isInstanceOf(NullPointerException.class);
		assertThatThrownBy(() -> client.set(null, 1)).isInstanceOf(NullPointerException.class);
		assertThatIllegalArgumentException().isThrownBy(() -> client.withLimit(Duration.ZERO));
		assertThat(client.withLimit(Duration.ofDays(1)).ping()).isEqualTo("PONG");
	}

	@Test
	void failuresBecomeTheExceptionThatFits() {
		ScriptedServer silent = server(Script.afterHandshake(Script.silent()));
		Connection connection = connection(silent.port());
		ZcachedClient client = ZcachedClient.of(connection).withLimit(Duration.ofMillis(50));
		assertThatThrownBy(() -> client.get("key")).isInstanceOf(ZcachedTimeoutException.class)
			.hasMessageContaining(connection.id());
		ScriptedServer broken = server(Script.always("+NO\r\n"));
		ZcachedClient mismatched = ZcachedClient.of(connection(broken.port()));
		assertThatThrownBy(() -> mismatched.set("key", 1)).isInstanceOf(ZcachedProtocolException.class);
		ScriptedServer refusing = server(Script.always("-TYPERR invalid \u001btype\r\n"));
		ZcachedClient refused = ZcachedClient.of(connection(refusing.port()));
		assertThatThrownBy(() -> refused.set("a\rb", 1))
			.isInstanceOfSatisfying(ZcachedCommandException.class,
					(ex) -> assertThat(ex.errorCode()).isEqualTo(ErrorCode.of("TYPERR")))
			.hasMessageContaining("a\\x0Db")
			.hasMessageNotContaining("\u001b");
		ScriptedServer gone = server(Script.acceptAndClose());
		ZcachedClient lost = ZcachedClient.of(connection(gone.port()));
		assertThatThrownBy(() -> lost.get("key")).isInstanceOf(ZcachedConnectionException.class);
	}

}
