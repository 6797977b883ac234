package io.zcached.sample.live;

import java.util.List;

import org.springframework.stereotype.Component;

/**
 * Shows the diary.
 */
@Component
class DiaryPanel implements LivePanel {

	private final Diary diary;

	DiaryPanel(Diary diary) {
		this.diary = diary;
	}

	@Override
	public String name() {
		return "diary";
	}

	@Override
	public List<Diary.Line> now() {
		return this.diary.lines();
	}

}
