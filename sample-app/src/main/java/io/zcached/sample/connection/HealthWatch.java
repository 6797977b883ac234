package io.zcached.sample.connection;

import java.util.Map;

import io.zcached.sample.live.Diary;
import io.zcached.sample.live.LivePages;

import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Asks Actuator each second how zcached is, while somebody looks at the page, and writes
 * changes down.
 */
@Component
class HealthWatch {

	private final HealthEndpoint health;

	private final LivePages pages;

	private final Diary diary;

	/** Written by the scheduler only. */
	private volatile Seen last = new Seen(Status.UNKNOWN.getCode(), Map.of());

	HealthWatch(HealthEndpoint health, LivePages pages, Diary diary) {
		this.health = health;
		this.pages = pages;
		this.diary = diary;
	}

	@Scheduled(fixedDelay = 1000)
	void look() {
		if (!this.pages.isAnyOpen()) {
			return;
		}
		Seen now = see();
		String before = this.last.status();
		this.last = now;
		if (!now.status().equals(before) && !before.equals(Status.UNKNOWN.getCode())) {
			boolean up = now.status().equals(Status.UP.getCode());
			this.diary.write(up ? Diary.Kind.BETTER : Diary.Kind.WORSE, "Health is " + now.status() + ".");
		}
	}

	private Seen see() {
		HealthDescriptor zcached = this.health.healthForPath("zcached");
		if (zcached == null) {
			return new Seen(Status.UNKNOWN.getCode(), Map.of());
		}
		Map<String, Object> details = (zcached instanceof IndicatedHealthDescriptor one && one.getDetails() != null)
				? one.getDetails() : Map.of();
		return new Seen(zcached.getStatus().getCode(), details);
	}

	Seen last() {
		return this.last;
	}

	/**
	 * What Actuator said.
	 *
	 * @param status such as {@code UP}
	 * @param details those of zcached
	 */
	record Seen(String status, Map<String, Object> details) {
	}

}
