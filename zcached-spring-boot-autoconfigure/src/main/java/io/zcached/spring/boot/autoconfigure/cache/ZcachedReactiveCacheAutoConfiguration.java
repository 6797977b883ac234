package io.zcached.spring.boot.autoconfigure.cache;

import io.zcached.spring.cache.ZcachedCacheManager;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.cache.CacheManager;
import org.springframework.cache.config.CacheManagementConfigUtils;
import org.springframework.cache.interceptor.BeanFactoryCacheOperationSourceAdvisor;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for cached methods of reactive
 * types: what they return can be subscribed to again.
 */
@AutoConfiguration(after = ZcachedCacheAutoConfiguration.class)
@ConditionalOnClass({ CacheManager.class, Mono.class })
@ConditionalOnBean(value = ZcachedCacheManager.class, name = CacheManagementConfigUtils.CACHE_ADVISOR_BEAN_NAME)
@ConditionalOnSingleCandidate(CacheOperationSource.class)
public final class ZcachedReactiveCacheAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	@ConditionalOnMissingBean
	static EachSubscriptionAdvisor zcachedEachSubscriptionAdvisor(CacheOperationSource operations,
			@Qualifier(CacheManagementConfigUtils.CACHE_ADVISOR_BEAN_NAME) BeanFactoryCacheOperationSourceAdvisor advisor) {
		return new EachSubscriptionAdvisor(operations, advisor.getOrder());
	}

}
