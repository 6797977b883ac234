package io.zcached.spring.boot.autoconfigure.docker.compose;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.DockerComposeFile;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;

/**
 * A service as Spring Boot describes it, with a map of container ports to host ports.
 */
record RunningServiceStub(String imageName, Map<Integer, Integer> published, Map<String, String> labels,
		Path directory) implements RunningService {

	@Override
	public String name() {
		return "cache-1";
	}

	@Override
	public ImageReference image() {
		return ImageReference.of(this.imageName);
	}

	@Override
	public String host() {
		return "127.0.0.1";
	}

	@Override
	public ConnectionPorts ports() {
		return new ConnectionPorts() {

			@Override
			public int get(int containerPort) {
				Integer port = RunningServiceStub.this.published.get(containerPort);
				if (port == null) {
					throw new IllegalStateException("No host port mapping found for container port " + containerPort);
				}
				return port;
			}

			@Override
			public List<Integer> getAll() {
				return new ArrayList<>(RunningServiceStub.this.published.values());
			}

			@Override
			public List<Integer> getAll(String protocol) {
				return getAll();
			}

		};
	}

	@Override
	public Map<String, String> env() {
		return Map.of();
	}

	@Override
	public DockerComposeFile composeFile() {
		return DockerComposeFile.of(this.directory.resolve("compose.yaml").toFile());
	}

}
