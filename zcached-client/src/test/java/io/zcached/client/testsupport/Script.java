package io.zcached.client.testsupport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * What a {@link ScriptedServer} does with one connection. When it returns or throws, the
 * connection is closed.
 */
@FunctionalInterface
public interface Script {

	/**
	 * Plays the script.
	 * @param peer the server's end of the connection
	 * @throws Exception if the connection breaks, which ends the script
	 */
	void run(Peer peer) throws Exception;

	/**
	 * Answers nothing and reads everything.
	 * @return the script
	 */
	static Script silent() {
		return (peer) -> {
			while (peer.frame() != null) {
				continue;
			}
		};
	}

	/**
	 * Answers the first PING, and reads nothing from then on.
	 * @return the script
	 */
	static Script neverRead() {
		return (peer) -> {
			peer.handshake();
			peer.awaitServerClose();
		};
	}

	/**
	 * Closes at once, as a server does that has not whitelisted the client.
	 * @return the script
	 */
	static Script acceptAndClose() {
		return (peer) -> {
		};
	}

	/**
	 * Sends a text, and then reads everything.
	 * @param text what is sent first
	 * @return the script
	 */
	static Script banner(String text) {
		return (peer) -> {
			peer.send(text);
			peer.drain();
		};
	}

	/**
	 * Answers every request, after the first PING, with the same bytes.
	 * @param reply the bytes, without a terminator of the dialect
	 * @return the script
	 */
	static Script always(String reply) {
		return (peer) -> {
			peer.handshake();
			while (peer.frame() != null) {
				peer.reply(reply);
			}
		};
	}

	/**
	 * Answers the first PING, and goes on with another script.
	 * @param next what comes then
	 * @return the script
	 */
	static Script afterHandshake(Script next) {
		return (peer) -> {
			peer.handshake();
			next.run(peer);
		};
	}

	/**
	 * Answers every request, after the first PING, with a value that names its key.
	 * @return the script
	 */
	static Script tagged() {
		return afterHandshake((peer) -> {
			for (Frame frame = peer.frame(); frame != null; frame = peer.frame()) {
				peer.reply(MemoryScript.bulk("value of " + frame.text(1)));
			}
		});
	}

	/**
	 * The same, but keeps the first answers back until released.
	 * @param release when the first answers go
	 * @param count how many requests come before that
	 * @return the script
	 */
	static Script tagged(CountDownLatch release, int count) {
		return afterHandshake((peer) -> {
			List<String> keys = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				keys.add(peer.frame().text(1));
			}
			release.await();
			for (String key : keys) {
				peer.reply(MemoryScript.bulk("value of " + key));
			}
			for (Frame frame = peer.frame(); frame != null; frame = peer.frame()) {
				peer.reply(MemoryScript.bulk("value of " + frame.text(1)));
			}
		});
	}

}
