package io.zcached.spring.template;

import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Callback interface that can be implemented by beans wishing to customize the
 * auto-configured {@link ZcachedTemplate templates}. Customizers are applied in their
 * order.
 */
@FunctionalInterface
public interface ZcachedTemplateCustomizer {

	/**
	 * Customize a {@link ZcachedTemplate}.
	 * @param template the template, which is immutable
	 * @return the template to use, such as {@code template.withKeyPrefix("shop:")}
	 */
	ZcachedTemplate customize(ZcachedTemplate template);

	/**
	 * Customize the {@link ZcachedTemplate} of one server. By default all are customized
	 * alike.
	 * @param connectionName name of the server, {@code default} for that of
	 * {@code zcached.host}
	 * @param template the template, which is immutable
	 * @return the template to use
	 */
	default ZcachedTemplate customize(String connectionName, ZcachedTemplate template) {
		return customize(template);
	}

	/**
	 * Applies customizers to the template of a server.
	 * @param connectionName name of the server
	 * @param template the template
	 * @param customizers the customizers, in their order
	 * @return what they make of it
	 */
	static ZcachedTemplate apply(String connectionName, ZcachedTemplate template,
			Stream<ZcachedTemplateCustomizer> customizers) {
		ZcachedTemplate customized = template;
		for (Iterator<ZcachedTemplateCustomizer> all = customizers.iterator(); all.hasNext();) {
			customized = all.next().customize(connectionName, customized);
		}
		return customized;
	}

}
