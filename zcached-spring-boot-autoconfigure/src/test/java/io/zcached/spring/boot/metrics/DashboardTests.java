package io.zcached.spring.boot.metrics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.zcached.client.UnstorableValueException;
import io.zcached.client.ZcachedClient;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.cache.ZcachedCacheAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.cache.ZcachedCacheMetricsAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.embedded.EmbeddedZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.metrics.ZcachedMetricsAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.observation.ZcachedObservationAutoConfiguration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The dashboard asks only for what Prometheus finds: each metric, the labels it is
 * grouped by, and the values it is filtered by, in what a Prometheus registry exposes.
 */
class DashboardTests {

	private static final Pattern SELECTOR = Pattern.compile("\\b((?:zcached|cache)_[a-z_]+)(?:\\{([^}]*)})?");

	private static final Pattern MATCHER = Pattern.compile("(\\w+)(!?=)\"([^\"]*)\"");

	private static final Pattern GROUPING = Pattern.compile("by \\(([a-z_, ]+)\\)");

	private static final Pattern SAMPLE = Pattern.compile("^(\\w+)\\{(.*)} \\S+$", Pattern.MULTILINE);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ZcachedMetricsAutoConfiguration.class, ZcachedObservationAutoConfiguration.class,
						ZcachedAutoConfiguration.class, EmbeddedZcachedAutoConfiguration.class,
						ZcachedCacheAutoConfiguration.class, ZcachedCacheMetricsAutoConfiguration.class,
						CacheAutoConfiguration.class, CacheMetricsAutoConfiguration.class,
						MetricsAutoConfiguration.class, ObservationAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withBean(PrometheusMeterRegistry.class, () -> new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));

	@Test
	void dashboardAsksOnlyForWhatPrometheusFinds() {
		this.contextRunner.run((context) -> {
			ZcachedClient client = context.getBean(ZcachedClient.class);
			client.ping();
			assertThatExceptionOfType(UnstorableValueException.class).isThrownBy(() -> client.set("key", "a\u0003"));
			Cache cache = Objects.requireNonNull(context.getBean(CacheManager.class).getCache("books"));
			cache.put("key", 1);
			cache.get("key");
			Map<String, List<Map<String, String>>> exposed = exposed(
					context.getBean(PrometheusMeterRegistry.class).scrape());
			List<String> queries = queriesOfDashboard();
			assertThat(queries).hasSizeGreaterThan(15);
			queries.forEach((query) -> assertFinds(query, exposed));
		});
	}

	private static void assertFinds(String query, Map<String, List<Map<String, String>>> exposed) {
		List<MatchResult> selectors = SELECTOR.matcher(query).results().toList();
		assertThat(selectors).as(query).isNotEmpty();
		for (MatchResult selector : selectors) {
			assertThat(exposed).as(query).containsKey(selector.group(1));
			List<Map<String, String>> found = exposed.get(selector.group(1))
				.stream()
				.filter((labels) -> matches(labels, selector.group(2)))
				.toList();
			assertThat(found).as("%s of %s", selector.group(), query).isNotEmpty();
			GROUPING.matcher(query)
				.results()
				.flatMap((grouping) -> Pattern.compile(", *").splitAsStream(grouping.group(1)))
				.forEach((label) -> assertThat(found).as(query).allMatch((labels) -> labels.containsKey(label)));
		}
	}

	private static boolean matches(Map<String, String> labels, String matchers) {
		return matchers == null || MATCHER.matcher(matchers)
			.results()
			.allMatch((matcher) -> labels.containsKey(matcher.group(1))
					&& matcher.group(2).equals("=") == labels.get(matcher.group(1)).equals(matcher.group(3)));
	}

	/** The labels of each sample by the name of its metric. */
	private static Map<String, List<Map<String, String>>> exposed(String scrape) {
		Map<String, List<Map<String, String>>> exposed = new TreeMap<>();
		Matcher sample = SAMPLE.matcher(scrape);
		while (sample.find()) {
			exposed.computeIfAbsent(sample.group(1), (name) -> new ArrayList<>())
				.add(MATCHER.matcher(sample.group(2))
					.results()
					.collect(Collectors.toMap((label) -> label.group(1), (label) -> label.group(3))));
		}
		return exposed;
	}

	private static List<String> queriesOfDashboard() throws IOException {
		JsonNode dashboard = new JsonMapper().readTree(Path.of("..", "docs", "grafana-dashboard.json"));
		return StreamSupport.stream(dashboard.get("panels").spliterator(), false)
			.flatMap((panel) -> StreamSupport.stream(panel.get("targets").spliterator(), false))
			.map((target) -> target.get("expr").asString())
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

}
