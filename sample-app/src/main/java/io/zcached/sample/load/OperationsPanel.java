package io.zcached.sample.load;

import java.util.List;

import io.zcached.sample.live.LivePanel;

import org.springframework.stereotype.Component;

/**
 * Shows the last minute's commands.
 */
@Component
class OperationsPanel implements LivePanel {

	private final CommandRecorder recorder;

	OperationsPanel(CommandRecorder recorder) {
		this.recorder = recorder;
	}

	@Override
	public String name() {
		return "operations";
	}

	@Override
	public List<CommandRecorder.Second> now() {
		return this.recorder.minute();
	}

}
