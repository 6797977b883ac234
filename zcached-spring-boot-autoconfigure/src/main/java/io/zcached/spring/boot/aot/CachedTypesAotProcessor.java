package io.zcached.spring.boot.aot;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.util.ClassUtils;

/**
 * Registers what the cached methods of a bean return for binding, so that a native image
 * can write it to JSON and read it back without a hint from the user, and what the text
 * of their keys is made of: the parts of a {@link SimpleKey}, and of records, also those
 * inside of others.
 */
class CachedTypesAotProcessor implements BeanRegistrationAotProcessor {

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		Class<?> type = ClassUtils.getUserClass(registeredBean.getBeanClass());
		Set<Type> values = new LinkedHashSet<>();
		CachedMethods.storing(type).forEach((method) -> values.add(CachedType.of(method, type)));
		values.remove(void.class);
		values.remove(Object.class);
		Set<Method> keyed = CachedMethods.keyed(type);
		KeyedRecords keys = new KeyedRecords();
		keyed.forEach((method) -> keys.add(method, type));
		return keyed.isEmpty() ? null : new Contribution(values, keys.all());
	}

	/** The hints for one bean. */
	private record Contribution(Set<Type> values, Set<Class<?>> keys) implements BeanRegistrationAotContribution {

		@Override
		public void applyTo(GenerationContext generationContext, BeanRegistrationCode beanRegistrationCode) {
			ReflectionHints hints = generationContext.getRuntimeHints().reflection();
			new BindingReflectionHintsRegistrar().registerReflectionHints(hints, this.values.toArray(Type[]::new));
			hints.registerType(SimpleKey.class, MemberCategory.ACCESS_DECLARED_FIELDS);
			this.keys.forEach((type) -> {
				hints.registerType(type);
				for (RecordComponent component : type.getRecordComponents()) {
					hints.registerMethod(component.getAccessor(), ExecutableMode.INVOKE);
				}
			});
		}

	}

}
