package io.zcached.sample.load;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;

import io.zcached.client.ZcachedClient;
import io.zcached.sample.live.LivePanel;
import io.zcached.sample.server.EmbeddedServer;
import io.zcached.sample.web.ProblemException;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * At most one load at a time, and on the embedded server only.
 */
@Component
class Load implements LivePanel {

	static final int MAX_REQUESTS = 100_000;

	private static final int WORKERS = 4;

	private final ZcachedClient client;

	private final EmbeddedServer server;

	private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS,
			new CustomizableThreadFactory("load-"));

	private final ReentrantLock lock = new ReentrantLock();

	/** Written under the lock. */
	private volatile @Nullable LoadRun run;

	Load(ZcachedClient client, EmbeddedServer server) {
		this.client = client;
		this.server = server;
	}

	/**
	 * Begins, and does not wait for the end.
	 * @throws ProblemException if the server is not embedded, the number out of range, or
	 * the last load under way
	 */
	LoadState begin(int requests) {
		this.server.orRefuse();
		if (requests < 1 || requests > MAX_REQUESTS) {
			throw new ProblemException(HttpStatus.BAD_REQUEST, "Not that many",
					"requests must be between 1 and " + MAX_REQUESTS + ", but is " + requests + ".");
		}
		this.lock.lock();
		try {
			if (this.run != null && this.run.isRunning()) {
				throw new ProblemException(HttpStatus.CONFLICT, "There is a load under way",
						"Wait for its end, or stop it.");
			}
			LoadRun begun = new LoadRun(this.client, requests, WORKERS);
			this.run = begun;
			for (int i = 0; i < WORKERS; i++) {
				this.workers.execute(begun::work);
			}
			return begun.state();
		}
		finally {
			this.lock.unlock();
		}
	}

	LoadState stop() {
		LoadRun last = this.run;
		if (last != null) {
			last.stop();
		}
		return now();
	}

	@Override
	public String name() {
		return "load";
	}

	@Override
	public LoadState now() {
		LoadRun last = this.run;
		return (last != null) ? last.state() : LoadState.NONE;
	}

	@PreDestroy
	void end() {
		stop();
		this.workers.shutdownNow();
	}

}
