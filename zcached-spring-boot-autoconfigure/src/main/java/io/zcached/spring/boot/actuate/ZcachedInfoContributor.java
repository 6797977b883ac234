package io.zcached.spring.boot.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.zcached.client.Connection;
import io.zcached.client.protocol.Dialect;
import io.zcached.spring.boot.autoconfigure.ZcachedConnections;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * Tells the version of the client and the dialect of each server.
 */
public class ZcachedInfoContributor implements InfoContributor {

	private final ZcachedConnections connections;

	/**
	 * Creates the contributor.
	 * @param connections the servers
	 */
	public ZcachedInfoContributor(ZcachedConnections connections) {
		this.connections = connections;
	}

	@Override
	public void contribute(Info.Builder builder) {
		Map<String, Object> servers = new LinkedHashMap<>();
		this.connections.names().forEach((name) -> servers.put(name, dialect(this.connections.connection(name))));
		String version = Connection.class.getPackage().getImplementationVersion();
		builder.withDetail("zcached",
				Map.of("client", Map.of("version", (version != null) ? version : "unknown"), "dialects", servers));
	}

	private static String dialect(Connection connection) {
		Dialect dialect = connection.dialect();
		return (dialect != null) ? dialect.name() : "unknown";
	}

}
