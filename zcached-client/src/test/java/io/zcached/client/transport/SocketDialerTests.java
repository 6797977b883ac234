package io.zcached.client.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Names and addresses: resolved anew each time, all tried within one limit (rows 28, 34,
 * 35).
 */
class SocketDialerTests {

	private static final Timer NO_TIMER = (task, delay) -> () -> {
	};

	private static ConnectAttempt attempt(int port, Duration limit) {
		return new ConnectAttempt("many.test", port, System::nanoTime, limit.toNanos());
	}

	private static InetAddress address(int last) throws UnknownHostException {
		return InetAddress.getByAddress(new byte[] { 127, 0, 0, (byte) last });
	}

	@Test
	void nextAddressIsTriedWhenTheFirstRefuses() throws Exception {
		try (ScriptedServer server = ScriptedServer.start(Script.silent())) {
			SocketDialer dialer = new SocketDialer(null, true, NO_TIMER,
					(host) -> new InetAddress[] { address(2), address(3), address(1) });
			Wire wire = dialer.dial(attempt(server.port(), Duration.ofSeconds(5)));
			assertThat(wire.socket().getInetAddress()).isEqualTo(address(1));
			wire.close();
		}
	}

	@Test
	void blackHoleLeavesTimeForTheNextAddress() throws Exception {
		try (ScriptedServer server = ScriptedServer.start(Script.silent());
				ServerSocket hole = new ServerSocket(server.port(), 1, address(2))) {
			List<Socket> fillers = new ArrayList<>();
			for (int i = 0; i < 2; i++) {
				Socket filler = new Socket();
				fillers.add(filler);
				filler.connect(new InetSocketAddress(hole.getInetAddress(), hole.getLocalPort()), 1000);
			}
			SocketDialer dialer = new SocketDialer(null, true, NO_TIMER,
					(host) -> new InetAddress[] { address(2), address(1) });
			long start = System.nanoTime();
			Wire wire = dialer.dial(attempt(server.port(), Duration.ofMillis(600)));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).as("I3 within the one limit")
				.isLessThan(Duration.ofSeconds(6));
			assertThat(wire.socket().getInetAddress()).isEqualTo(address(1));
			wire.close();
			for (Socket filler : fillers) {
				filler.close();
			}
		}
	}

	@Test
	void nameIsResolvedAnewEachTime() throws Exception {
		try (ScriptedServer server = ScriptedServer.start(Script.silent())) {
			AtomicInteger lookUps = new AtomicInteger();
			SocketDialer dialer = new SocketDialer(null, true, NO_TIMER, (host) -> {
				assertThat(host).isEqualTo("many.test");
				return new InetAddress[] { address((lookUps.incrementAndGet() == 1) ? 2 : 1) };
			});
			assertThatThrownBy(() -> dialer.dial(attempt(server.port(), Duration.ofSeconds(5))))
				.isInstanceOf(IOException.class);
			dialer.dial(attempt(server.port(), Duration.ofSeconds(5))).close();
			assertThat(lookUps).as("the server has moved").hasValue(2);
		}
	}

	@Test
	void socketHasNoDelayAndKeepsAlive() throws Exception {
		try (ScriptedServer server = ScriptedServer.start(Script.silent())) {
			SocketDialer dialer = new SocketDialer(null, true, NO_TIMER, (host) -> new InetAddress[] { address(1) });
			Wire wire = dialer.dial(attempt(server.port(), Duration.ofSeconds(5)));
			assertThat(wire.socket().getTcpNoDelay()).isTrue();
			assertThat(wire.socket().getKeepAlive()).isTrue();
			wire.close();
		}
	}

	@Test
	void abortedAttemptOpensNoSocket() throws Exception {
		try (ScriptedServer server = ScriptedServer.start(Script.silent())) {
			SocketDialer dialer = new SocketDialer(null, true, NO_TIMER, (host) -> new InetAddress[] { address(1) });
			ConnectAttempt attempt = attempt(server.port(), Duration.ofSeconds(5));
			attempt.abort();
			assertThatThrownBy(() -> dialer.dial(attempt)).isInstanceOf(IOException.class);
			assertThat(server.accepted()).as("I6 no socket is born").isZero();
		}
	}

	@Test
	void attemptWithoutTimeLeftIsOver() {
		SocketDialer dialer = new SocketDialer(null, true, NO_TIMER, (host) -> new InetAddress[] { address(1) });
		assertThatThrownBy(() -> dialer.dial(attempt(1, Duration.ofNanos(1))))
			.isInstanceOf(SocketTimeoutException.class);
	}

}
