package io.zcached.testcontainers;

import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * A container that needs no engine: it is a server on this machine.
 */
class StandInContainer extends ZcachedContainer {

	private static final String IMAGE = "any.example.org/cache:1";

	private final int port;

	StandInContainer(int port) {
		super(DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("sectasy/zcached"));
		this.port = port;
	}

	WaitStrategy waitsFor() {
		return getWaitStrategy();
	}

	@Override
	public void start() {
	}

	@Override
	public void stop() {
	}

	@Override
	public String getDockerImageName() {
		return IMAGE;
	}

	@Override
	public String getHost() {
		return "127.0.0.1";
	}

	@Override
	public Integer getMappedPort(int originalPort) {
		if (originalPort != 7556) {
			throw new IllegalArgumentException("port " + originalPort + " is not exposed");
		}
		return this.port;
	}

}
