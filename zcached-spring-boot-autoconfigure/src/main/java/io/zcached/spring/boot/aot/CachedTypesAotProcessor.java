package io.zcached.spring.boot.aot;

import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.util.ClassUtils;

/**
 * Registers what the cached methods of a bean return for binding, so that a native image
 * can write it to JSON and read it back without a hint from the user.
 */
class CachedTypesAotProcessor implements BeanRegistrationAotProcessor {

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		Set<Type> types = new LinkedHashSet<>();
		CachedMethods.of(ClassUtils.getUserClass(registeredBean.getBeanClass()))
			.forEach((method) -> types.add(CachedType.of(method)));
		types.remove(void.class);
		types.remove(Object.class);
		return types.isEmpty() ? null : new Contribution(types);
	}

	/** The hints for one bean. */
	private record Contribution(Set<Type> types) implements BeanRegistrationAotContribution {

		@Override
		public void applyTo(GenerationContext generationContext, BeanRegistrationCode beanRegistrationCode) {
			new BindingReflectionHintsRegistrar().registerReflectionHints(
					generationContext.getRuntimeHints().reflection(), this.types.toArray(Type[]::new));
		}

	}

}
