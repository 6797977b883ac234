package io.zcached.client;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Keeps one settled pipeline with its exchanges and buffer for the next one. Thread safe.
 */
final class PipelinePool {

	private final AtomicReference<@Nullable Pipeline> kept = new AtomicReference<>();

	Pipeline take() {
		Pipeline pipeline = this.kept.getAndSet(null);
		return (pipeline != null) ? pipeline : new Pipeline();
	}

	/**
	 * Takes a pipeline back.
	 * @param pipeline one of whose exchanges no channel holds any more
	 */
	void give(Pipeline pipeline) {
		if (pipeline.isKept()) {
			pipeline.reset();
			this.kept.set(pipeline);
		}
	}

}
