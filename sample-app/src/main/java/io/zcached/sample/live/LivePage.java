package io.zcached.sample.live;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One page that gets events. A page that takes its time misses some, which does no harm
 * since each tells everything, and keeps at most one sender busy.
 */
final class LivePage {

	private final SseEmitter emitter;

	private final Executor senders;

	private final Consumer<LivePage> gone;

	private final AtomicBoolean sending = new AtomicBoolean();

	LivePage(SseEmitter emitter, Executor senders, Consumer<LivePage> gone) {
		this.emitter = emitter;
		this.senders = senders;
		this.gone = gone;
	}

	void send(String json) {
		if (this.sending.compareAndSet(false, true)) {
			this.senders.execute(() -> write(json));
		}
	}

	private void write(String json) {
		try {
			this.emitter.send(SseEmitter.event().data(json));
		}
		catch (IOException | IllegalStateException ex) {
			this.gone.accept(this);
		}
		finally {
			this.sending.set(false);
		}
	}

	void end() {
		this.emitter.complete();
		this.gone.accept(this);
	}

}
