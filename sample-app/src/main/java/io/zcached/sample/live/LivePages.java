package io.zcached.sample.live;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

import io.zcached.sample.web.ProblemException;
import jakarta.annotation.PreDestroy;

import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The pages that are open and get events, a bounded number of them. One that does not
 * read keeps a thread busy, and no other page waiting; one that has gone is forgotten
 * with the first event that cannot be sent. When the application stops, all are ended
 * first, so that a graceful shutdown does not wait for them.
 */
@Component
public class LivePages implements SmartLifecycle {

	static final int MAX_PAGES = 20;

	/** A browser asks again by itself, so that none stays for ever. */
	private static final long LIFETIME_MILLIS = 10 * 60 * 1000L;

	private final Semaphore places = new Semaphore(MAX_PAGES);

	private final Set<LivePage> pages = ConcurrentHashMap.newKeySet();

	/**
	 * A thread for each page at most, and one for each that was forgotten while its
	 * browser did not read, until the container's write ends.
	 */
	private final ExecutorService senders = Executors.newCachedThreadPool(daemons());

	private volatile boolean running;

	private static CustomizableThreadFactory daemons() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("live-pages-");
		threads.setDaemon(true);
		return threads;
	}

	/**
	 * Takes one more page in.
	 * @throws ProblemException if there are enough, or the application stops
	 */
	SseEmitter open() {
		if (!this.running || !this.places.tryAcquire()) {
			throw new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, "Too many pages",
					MAX_PAGES + " pages at most are kept up to date; close one of them.");
		}
		SseEmitter emitter = new SseEmitter(LIFETIME_MILLIS);
		LivePage page = new LivePage(emitter, this.senders, this::forget);
		this.pages.add(page);
		emitter.onTimeout(emitter::complete);
		emitter.onError((ex) -> forget(page));
		emitter.onCompletion(() -> forget(page));
		if (!this.running) {
			page.end();
		}
		return emitter;
	}

	private void forget(LivePage page) {
		if (this.pages.remove(page)) {
			this.places.release();
		}
	}

	void send(String json) {
		this.pages.forEach((page) -> page.send(json));
	}

	/**
	 * Whether anybody looks.
	 * @return whether a page is open
	 */
	public boolean isAnyOpen() {
		return !this.pages.isEmpty();
	}

	int count() {
		return this.pages.size();
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.pages.forEach(LivePage::end);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@PreDestroy
	void endSenders() {
		this.senders.shutdownNow();
	}

}
