package io.zcached.spring.boot.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if more than one connection to the default server is asked for.
 */
class OnPoolSizeCondition extends SpringBootCondition {

	private static final String PROPERTY = "zcached.pool.size";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("zcached pool");
		int size = Binder.get(context.getEnvironment()).bind(PROPERTY, Integer.class).orElse(1);
		return (size > 1) ? ConditionOutcome.match(message.because(PROPERTY + " is " + size))
				: ConditionOutcome.noMatch(message.because(PROPERTY + " is not above 1"));
	}

}
