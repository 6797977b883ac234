package io.zcached.client.testsupport;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * Everything that the client logs at any level while this is open.
 */
public final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.zcached");

	private final Level level = this.logger.getLevel();

	private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

	/** Begins to capture. */
	public LogCapture() {
		this.logger.setLevel(Level.TRACE);
		start();
		this.logger.addAppender(this);
	}

	@Override
	protected void append(ILoggingEvent event) {
		this.events.add(event);
	}

	/**
	 * The messages of a level about a connection.
	 * @param wanted the level
	 * @param id the connection's id
	 * @return the formatted messages in order
	 */
	public List<String> messages(Level wanted, String id) {
		return this.events.stream()
			.filter((event) -> event.getLevel() == wanted)
			.map(ILoggingEvent::getFormattedMessage)
			.filter((message) -> message.contains(id))
			.toList();
	}

	/**
	 * All messages.
	 * @return text with a line for each, stack traces' messages included
	 */
	public String text() {
		StringBuilder text = new StringBuilder();
		for (ILoggingEvent event : this.events) {
			text.append(event.getLevel()).append(' ').append(event.getFormattedMessage());
			for (var cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
				text.append(" <- ").append(cause.getMessage());
			}
			text.append('\n');
		}
		return text.toString();
	}

	@Override
	public void close() {
		this.logger.detachAppender(this);
		this.logger.setLevel(this.level);
	}

}
