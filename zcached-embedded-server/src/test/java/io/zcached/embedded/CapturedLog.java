package io.zcached.embedded;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the server logs at WARN while this is open; kept off the console.
 */
final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.zcached.embedded");

	private final List<String> warnings = new CopyOnWriteArrayList<>();

	CapturedLog() {
		setContext(this.logger.getLoggerContext());
		start();
		this.logger.setLevel(Level.WARN);
		this.logger.setAdditive(false);
		this.logger.addAppender(this);
	}

	List<String> warnings() {
		return this.warnings;
	}

	@Override
	protected void append(ILoggingEvent event) {
		this.warnings.add(event.getFormattedMessage());
	}

	@Override
	public void close() {
		this.logger.detachAppender(this);
		this.logger.setLevel(null);
		this.logger.setAdditive(true);
		stop();
	}

}
