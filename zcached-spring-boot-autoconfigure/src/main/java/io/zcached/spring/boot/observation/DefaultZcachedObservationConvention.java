package io.zcached.spring.boot.observation;

import java.util.Locale;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.zcached.client.protocol.CommandType;
import org.jspecify.annotations.Nullable;

/**
 * Names and tags after OpenTelemetry's conventions for databases. All tags are of low
 * cardinality: a name that is no command of zcached is {@code OTHER}. Keys and values are
 * never part of it.
 */
public class DefaultZcachedObservationConvention implements ZcachedObservationConvention {

	private static final KeyValue SYSTEM = KeyValue.of("db.system.name", "zcached");

	private static final KeyValue NO_ERROR = KeyValue.of("error.type", KeyValue.NONE_VALUE);

	@Override
	public String getName() {
		return "zcached.command";
	}

	@Override
	public String getContextualName(ZcachedObservationContext context) {
		return "zcached " + operation(context).toLowerCase(Locale.ROOT);
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ZcachedObservationContext context) {
		return KeyValues.of(SYSTEM, KeyValue.of("db.operation.name", operation(context)),
				KeyValue.of("server.address", context.getConnection().host()),
				KeyValue.of("server.port", String.valueOf(context.getConnection().port())),
				KeyValue.of("connection", context.getConnectionName()), error(context.getErrorType()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ZcachedObservationContext context) {
		KeyValues values = KeyValues.of("zcached.connection.id", context.getConnection().id());
		return (context.getCommands() > 1)
				? values.and("db.operation.batch.size", String.valueOf(context.getCommands())) : values;
	}

	private static KeyValue error(@Nullable String type) {
		return (type != null) ? KeyValue.of("error.type", type) : NO_ERROR;
	}

	private static String operation(ZcachedObservationContext context) {
		String command = context.getCommand();
		boolean known = CommandType.of(command) != CommandType.OTHER || command.equals("PIPELINE")
				|| command.equals("RAW");
		return known ? command : "OTHER";
	}

}
