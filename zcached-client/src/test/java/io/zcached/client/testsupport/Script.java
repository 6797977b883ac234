package io.zcached.client.testsupport;

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

}
