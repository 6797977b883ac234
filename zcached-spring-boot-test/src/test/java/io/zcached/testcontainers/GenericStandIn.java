package io.zcached.testcontainers;

import org.testcontainers.containers.GenericContainer;

/**
 * A generic container that needs no engine: it is a server on this machine.
 */
class GenericStandIn extends GenericContainer<GenericStandIn> {

	private final String image;

	private final int containerPort;

	private final int port;

	GenericStandIn(String image, int containerPort, int port) {
		super(image);
		this.image = image;
		this.containerPort = containerPort;
		this.port = port;
		addExposedPort(containerPort);
	}

	@Override
	public void start() {
	}

	@Override
	public void stop() {
	}

	@Override
	public String getDockerImageName() {
		return this.image;
	}

	@Override
	public String getHost() {
		return "127.0.0.1";
	}

	@Override
	public Integer getMappedPort(int originalPort) {
		if (originalPort != this.containerPort) {
			throw new IllegalArgumentException("port " + originalPort + " is not exposed");
		}
		return this.port;
	}

}
