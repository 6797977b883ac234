package io.zcached.sample.live;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page that takes its time, and one that has gone.
 */
class LivePageTests {

	private final Deque<Runnable> work = new ArrayDeque<>();

	private final List<LivePage> gone = new ArrayList<>();

	@Test
	void slowPageShouldKeepOneSenderBusyAndMissEvents() {
		List<Object> sent = new ArrayList<>();
		LivePage page = new LivePage(new SseEmitter() {

			@Override
			public void send(SseEventBuilder event) {
				sent.add(event);
			}

		}, this.work::add, this.gone::add);
		page.send("1");
		page.send("2");
		page.send("3");
		assertThat(this.work).hasSize(1);
		this.work.remove().run();
		assertThat(sent).hasSize(1);
		page.send("4");
		assertThat(this.work).hasSize(1);
		assertThat(this.gone).isEmpty();
	}

	@Test
	void pageThatHasGoneShouldBeForgotten() {
		LivePage page = new LivePage(new SseEmitter() {

			@Override
			public void send(SseEventBuilder event) throws IOException {
				throw new IOException("Broken pipe");
			}

		}, Runnable::run, this.gone::add);
		page.send("1");
		assertThat(this.gone).containsExactly(page);
	}

}
