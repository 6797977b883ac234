package io.zcached.sample.server;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.zcached.client.protocol.Dialect;
import io.zcached.sample.web.ProblemException;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Stops, freezes, restarts the embedded server, or lets it speak the other dialect.
 */
@RestController
@RequestMapping("/api/server")
class ServerController {

	private final EmbeddedServer server;

	ServerController(EmbeddedServer server) {
		this.server = server;
	}

	@GetMapping
	ServerState state() {
		return this.server.state();
	}

	/** One of stop, start, freeze, thaw, restart. */
	@PostMapping("/{action}")
	ServerState act(@PathVariable String action) {
		this.server.apply(oneOf(ServerAction.class, action));
		return this.server.state();
	}

	/** One of terminated, unterminated. */
	@PostMapping("/dialect/{dialect}")
	ServerState speak(@PathVariable String dialect) {
		this.server.restart(oneOf(Dialect.class, dialect));
		return this.server.state();
	}

	private static <E extends Enum<E>> E oneOf(Class<E> type, String name) {
		List<String> names = Arrays.stream(type.getEnumConstants())
			.map((constant) -> constant.name().toLowerCase(Locale.ROOT))
			.toList();
		if (!names.contains(name)) {
			throw new ProblemException(HttpStatus.NOT_FOUND, "Nothing of that name",
					"'" + name + "' is none of " + names + ".");
		}
		return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
	}

}
