package io.zcached.spring.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;
import io.zcached.spring.boot.testsupport.FaultyServer;
import io.zcached.spring.template.ZcachedSerializer;
import io.zcached.spring.template.ZcachedTemplate;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values of templates and caches appear nowhere, whatever goes wrong with them: in no
 * exception or cause, log, endpoint, health, meter or span. Keys are cut and escaped.
 */
@ExtendWith(OutputCaptureExtension.class)
class ValueSecretsTests {

	private static final String SECRET = "canary-value-0815";

	private static final String LONG_KEY = "key\r\nINFO forged line \u202e" + "x".repeat(5000) + "canary-end-of-key";

	private final ApplicationContextRunner contextRunner = Disclosure.contextRunner();

	@Test
	void valuesOfTemplateAreShownNowhereWhenTheyCannotBeWrittenOrRead(CapturedOutput output) {
		runOnServer((context) -> {
			ZcachedTemplate template = context.getBean(ZcachedTemplate.class);
			template.set("text", SECRET);
			template.set("person", new Person(SECRET, List.of(SECRET)));
			template.client().set("list", List.of(SECRET, Map.of(SECRET, SECRET)));
			template.client().set("broken", "{\"name\":\"" + SECRET + "\",");
			List<String> told = new ArrayList<>();
			for (String key : List.of("text", "person", "list", "broken")) {
				told.add(failure(() -> template.get(key, Numbered.class)));
				told.add(failure(() -> template.get(key, Picky.class)));
				told.add(failure(() -> template.get(key, Integer.class)));
				told.add(failure(() -> template.get(key, new ParameterizedTypeReference<Map<Integer, Picky>>() {
				})));
				told.add(failure(() -> template.multiGet(List.of(key), Numbered.class)));
				told.add(failure(() -> template.getAsync(key, Numbered.class).join()));
			}
			Object failing = new Failing();
			told.add(failure(() -> template.set("key", failing)));
			told.add(failure(() -> template.multiSet(Map.of("key", failing))));
			told.add(failure(() -> template.setIfAbsent("key", failing)));
			told.add(failure(() -> template.setAsync("key", failing).join()));
			told.add(failure(() -> template.set("key", SECRET + "\u0003")));
			told.add(failure(() -> template.multiSet(Map.of("key", SECRET + "\n"))));
			told.add(failure(() -> template.setAsync("key", SECRET + "\n").join()));
			ZcachedTemplate nativeTypes = new ZcachedTemplate(context.getBean(Connection.class),
					ZcachedSerializer.nativeTypes());
			told.add(failure(() -> nativeTypes.set("key", new Person(SECRET, List.of()))));
			told.add(failure(() -> nativeTypes.set("key", List.of(new Person(SECRET, List.of())))));
			told.add(failure(() -> nativeTypes.get("text", Person.class)));
			assertThat(told).allSatisfy((failure) -> assertThat(failure).doesNotContain(SECRET));
			assertThat(Disclosure.of(context)).contains("UNSTORABLE_VALUE").doesNotContain(SECRET);
		});
		assertThat(output).doesNotContain(SECRET);
	}

	@Test
	void valuesOfCacheAreShownNowhereWhenTheyCannotBeWrittenOrRead(CapturedOutput output) {
		runOnServer((context) -> {
			Cache people = cache(context, "people");
			Cache numbered = cache(context, "numbered");
			Cache picky = cache(context, "picky");
			people.put("ada", new Person(SECRET, List.of(SECRET)));
			assertThat(people.get("ada", Person.class)).isNotNull();
			ZcachedClient client = context.getBean(ZcachedClient.class);
			Object entry = client.get("people::ada").orElseThrow();
			client.set("numbered::ada", entry);
			client.set("picky::ada", entry);
			client.set("people::foreign", SECRET);
			client.set("people::other", List.of(1L, 0L, SECRET, SECRET, SECRET));
			List<String> told = new ArrayList<>();
			told.add(failureOrValue(() -> numbered.get("ada")));
			told.add(failureOrValue(() -> picky.get("ada")));
			told.add(failureOrValue(() -> people.get("foreign")));
			told.add(failureOrValue(() -> people.get("other")));
			told.add(failureOrValue(() -> people.put("ada", new Failing())));
			told.add(failureOrValue(() -> people.get("new", Failing::new)));
			told.add(failureOrValue(() -> cache(context, "any").put("ada", new Person(SECRET, List.of()))));
			told.add(failureOrValue(() -> people.putIfAbsent("later", new Failing())));
			assertThat(told).allSatisfy((failure) -> assertThat(failure).doesNotContain(SECRET));
			assertThat(told).anySatisfy((failure) -> assertThat(failure).contains("Exception"));
			assertThat(Disclosure.of(context)).contains("cache_misses_reason_total").doesNotContain(SECRET);
		}, "zcached.cache.on-error=throw", "zcached.cache.caches.people.value-type=" + Person.class.getName(),
				"zcached.cache.caches.numbered.value-type=" + Numbered.class.getName(),
				"zcached.cache.caches.picky.value-type=" + Picky.class.getName());
		assertThat(output).doesNotContain(SECRET);
	}

	@Test
	void valuesAreShownNowhereWhenServerFreezes(CapturedOutput output) {
		try (FaultyServer server = FaultyServer.ponging()) {
			this.contextRunner
				.withPropertyValues("zcached.port=" + server.port(), "zcached.timeout-limit=1s",
						"zcached.cache.timeout=200ms", "zcached.cache.on-error=throw")
				.run((context) -> {
					ZcachedTemplate template = context.getBean(ZcachedTemplate.class);
					template.client().ping();
					server.freeze();
					List<String> told = new ArrayList<>();
					told.add(failure(() -> cache(context, "people").put("ada", SECRET)));
					told.add(failure(() -> template.set("key", SECRET)));
					told.add(failure(() -> template.set("key", List.of(SECRET))));
					told.add(failure(() -> template.multiSet(Map.of("key", SECRET))));
					told.add(failure(() -> template.setAsync("key", SECRET).join()));
					told.add(failure(() -> template.setIfAbsent("key", SECRET)));
					assertThat(told).allSatisfy((failure) -> assertThat(failure).doesNotContain(SECRET));
					assertThat(Disclosure.of(context)).contains("TIMEOUT_LIMIT").doesNotContain(SECRET);
				});
		}
		assertThat(output).doesNotContain(SECRET);
	}

	@Test
	void keysAreCutAndEscapedWhereverTheyAreShown(CapturedOutput output) {
		runOnServer((context) -> {
			ZcachedTemplate template = context.getBean(ZcachedTemplate.class);
			template.client().set(LONG_KEY.replace("\r\n", "\r"), "text");
			List<String> told = new ArrayList<>();
			told.add(failure(() -> template.get(LONG_KEY, String.class)));
			told.add(failure(() -> template.multiSet(Map.of(LONG_KEY, 1))));
			told.add(failure(() -> template.setIfAbsent(LONG_KEY, 1)));
			told.add(failure(() -> template.deleteAll(List.of(LONG_KEY))));
			told.add(failure(() -> template.getAsync(LONG_KEY, String.class).join()));
			told.add(failure(() -> template.get(LONG_KEY.replace("\r\n", "\r"), Numbered.class)));
			told.add(failure(() -> template.set(LONG_KEY, new Failing())));
			assertThat(told).allSatisfy((failure) -> assertThat(failure).contains("key\\x0D")
				.doesNotContain("canary-end-of-key", "\nINFO forged", "\rINFO forged", "\u202e"));
			Cache cache = cache(context, "people");
			Person person = new Person("Ada", List.of());
			cache.put(LONG_KEY, person);
			assertThat(cache.get(LONG_KEY, Person.class)).isEqualTo(person);
			cache.put(LONG_KEY, new Failing());
			assertThat(Disclosure.of(context)).doesNotContain("canary-end-of-key", "forged");
		}, "zcached.cache.caches.people.value-type=" + Person.class.getName());
		assertThat(output).doesNotContain("canary-end-of-key", "\nINFO forged", "\u202e");
	}

	private void runOnServer(ContextConsumer consumer, String... properties) {
		Disclosure.onEmbeddedServer().withPropertyValues(properties).run((context) -> consumer.accept(context));
	}

	private static Cache cache(ApplicationContext context, String name) {
		return Objects.requireNonNull(context.getBean(CacheManager.class).getCache(name));
	}

	/** How the call fails, as a log shows it. */
	private static String failure(ThrowingCallable call) {
		Throwable failure = Assertions.catchThrowable(call);
		assertThat(failure).as("it must fail").isNotNull();
		return Disclosure.stackTrace(failure);
	}

	/** For caches, some of whose failures are misses. */
	private static String failureOrValue(ThrowingCallable call) {
		Throwable failure = Assertions.catchThrowable(call);
		return (failure != null) ? Disclosure.stackTrace(failure) : "";
	}

	@BeforeEach
	void trace() {
		LoggingSystem.get(ValueSecretsTests.class.getClassLoader()).setLogLevel("io.zcached", LogLevel.TRACE);
	}

	private interface ContextConsumer {

		void accept(ApplicationContext context) throws Exception;

	}

	record Person(String name, List<String> tags) {
	}

	record Numbered(int name) {
	}

	/** Quotes what it does not like. */
	record Picky(String name) {

		Picky {
			throw new IllegalArgumentException("I do not like " + name);
		}

	}

	/** Quotes itself when it is written. */
	static class Failing {

		public String getName() {
			throw new IllegalStateException("I am " + SECRET);
		}

		@Override
		public String toString() {
			return SECRET;
		}

	}

}
