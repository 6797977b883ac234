package io.zcached.spring.boot.autoconfigure.embedded;

import java.util.List;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if no property names a server, in whatever spelling a property may have.
 */
class OnNoServerConfiguredCondition extends SpringBootCondition {

	private static final List<String> PROPERTIES = List.of("zcached.host", "zcached.port");

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("No zcached server configured");
		Binder binder = Binder.get(context.getEnvironment());
		List<String> found = PROPERTIES.stream()
			.filter((property) -> binder.bind(property, Bindable.of(String.class)).isBound())
			.toList();
		return found.isEmpty() ? ConditionOutcome.match(message.didNotFind("property", "properties").items(PROPERTIES))
				: ConditionOutcome.noMatch(message.found("property", "properties").items(found));
	}

}
