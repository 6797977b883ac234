package io.zcached.spring.boot.autoconfigure.template;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionPool;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.ZcachedConnections;
import io.zcached.spring.json.ExactJson;
import io.zcached.spring.template.JacksonZcachedSerializer;
import io.zcached.spring.template.ZcachedOperations;
import io.zcached.spring.template.ZcachedSerializer;
import io.zcached.spring.template.ZcachedTemplate;
import io.zcached.spring.template.ZcachedTemplateCustomizer;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the {@link ZcachedTemplate}. A
 * {@link ZcachedSerializer} bean takes the place of JSON, and
 * {@link ZcachedTemplateCustomizer} beans have the last word.
 */
@AutoConfiguration(after = ZcachedAutoConfiguration.class,
		afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass(Connection.class)
public final class ZcachedTemplateAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(ZcachedOperations.class)
	@ConditionalOnSingleCandidate(Connection.class)
	ZcachedTemplate zcachedTemplate(Connection connection, ObjectProvider<ConnectionPool> pool,
			ZcachedSerializer serializer, ObjectProvider<ZcachedTemplateCustomizer> customizers) {
		ConnectionPool existing = pool.getIfUnique();
		ZcachedTemplate template = (existing != null) ? new ZcachedTemplate(existing, serializer)
				: new ZcachedTemplate(connection, serializer);
		return ZcachedTemplateCustomizer.apply(ZcachedConnections.DEFAULT_NAME, template, customizers.orderedStream());
	}

	/** With Jackson 3. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JsonMapper.class)
	@ConditionalOnMissingBean(ZcachedSerializer.class)
	static class JsonConfiguration {

		@Bean
		JacksonZcachedSerializer zcachedSerializer(ObjectProvider<JsonMapper> mapper) {
			return new JacksonZcachedSerializer(mapper.getIfAvailable(() -> ExactJson.both(new JsonMapper())));
		}

	}

	/** Without. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("tools.jackson.databind.json.JsonMapper")
	@ConditionalOnMissingBean(ZcachedSerializer.class)
	static class NativeConfiguration {

		@Bean
		ZcachedSerializer zcachedSerializer() {
			return ZcachedSerializer.nativeTypes();
		}

	}

}
