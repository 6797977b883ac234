package io.zcached.spring.json;

import java.util.LinkedHashSet;
import java.util.Set;

import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Mappers that read what was written: times keep their zone, sets their order, and a
 * number whose exponent would fill the memory is refused.
 */
public final class ExactJson {

	private ExactJson() {
	}

	/**
	 * A mapper that writes as another one does, and reads exactly.
	 * @param mapper the other one, which stays as it is
	 * @return the mapper
	 */
	public static JsonMapper reading(JsonMapper mapper) {
		SimpleModule module = new SimpleModule("zcached-exact").addAbstractTypeMapping(Set.class, LinkedHashSet.class);
		module.setDeserializerModifier(new LimitedExponents());
		return mapper.rebuild().disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE).addModule(module).build();
	}

	/**
	 * A mapper that also writes whatever it needs for that: the name of a time zone.
	 * @param mapper the one to differ from, which stays as it is
	 * @return the mapper
	 */
	public static JsonMapper both(JsonMapper mapper) {
		return reading(mapper).rebuild()
			.enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
			.disable(DateTimeFeature.WRITE_DATES_WITH_CONTEXT_TIME_ZONE, DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
			.build();
	}

}
