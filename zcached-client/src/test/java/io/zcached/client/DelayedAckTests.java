package io.zcached.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.zcached.client.testsupport.Peer;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that writes large values in pieces of 4096 bytes under Nagle's algorithm, as
 * real ones do: a delayed ACK holds every other piece back, 44 ms for each reply, unless
 * the client asks for an immediate one (row 27). Compared with a bare socket in the same
 * run.
 */
class DelayedAckTests extends AbstractConnectionTests {

	private static final String REPLY = "$8000\r\n" + "x".repeat(8000) + "\r\n\u0003";

	private static final int PIECE = 4096;

	private static final int ROUNDS = 15;

	@Test
	void largeValueIsNotHeldBackByADelayedAck() throws Exception {
		ScriptedServer server = server(Script.afterHandshake(DelayedAckTests::serveInPieces));
		long stalled;
		try (Socket bare = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
			Assumptions.assumeTrue(bare.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK),
					"this platform has no TCP_QUICKACK");
			bare.setTcpNoDelay(true);
			exchange(bare, "*1\r\n$4\r\nPING\r\n\u0003", "+PONG\r\n\u0003".length());
			stalled = median(() -> exchange(bare, "*2\r\n$3\r\nGET\r\n$3\r\nkey\r\n\u0003", REPLY.length()));
		}
		Connection connection = connection(server.port());
		long ours = median(() -> assertThat(connection.send(GET).value()).isEqualTo("x".repeat(8000)));
		Assumptions.assumeTrue(stalled > 20_000_000, "this kernel does not delay ACKs");
		assertThat(ours).as("median of a GET, where a bare socket takes %d ns", stalled).isLessThan(stalled / 3);
	}

	private static void serveInPieces(Peer peer) throws IOException {
		peer.socket().setTcpNoDelay(false);
		while (peer.frame() != null) {
			for (int from = 0; from < REPLY.length(); from += PIECE) {
				peer.send(REPLY.substring(from, Math.min(REPLY.length(), from + PIECE)));
			}
		}
	}

	private static void exchange(Socket socket, String request, int length) throws IOException {
		OutputStream out = socket.getOutputStream();
		out.write(request.getBytes(StandardCharsets.ISO_8859_1));
		InputStream in = socket.getInputStream();
		assertThat(in.readNBytes(length)).hasSize(length);
	}

	private interface Work {

		void run() throws IOException;

	}

	/** The first rounds do not count: a new connection acknowledges at once. */
	private static long median(Work work) throws IOException {
		long[] times = new long[ROUNDS];
		for (int i = -ROUNDS; i < ROUNDS; i++) {
			long start = System.nanoTime();
			work.run();
			times[Math.max(0, i)] = System.nanoTime() - start;
		}
		Arrays.sort(times);
		return times[ROUNDS / 2];
	}

}
