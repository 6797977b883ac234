package io.zcached.sample.live;

import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What all panels show, as server-sent events. It is made once for all pages, and only
 * while there are any.
 */
@RestController
class LiveController {

	private final LivePages pages;

	private final ObjectProvider<LivePanel> panels;

	private final JsonMapper mapper;

	LiveController(LivePages pages, ObjectProvider<LivePanel> panels, JsonMapper mapper) {
		this.pages = pages;
		this.panels = panels;
		this.mapper = mapper;
	}

	@GetMapping(path = "/api/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	ResponseEntity<SseEmitter> live() {
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(this.pages.open());
	}

	@Scheduled(fixedRate = 500)
	void send() {
		if (this.pages.isAnyOpen()) {
			this.pages.send(this.mapper.writeValueAsString(everything()));
		}
	}

	private Map<String, Object> everything() {
		Map<String, Object> everything = new LinkedHashMap<>();
		everything.put("time", System.currentTimeMillis());
		this.panels.orderedStream().forEach((panel) -> everything.put(panel.name(), panel.now()));
		return everything;
	}

}
