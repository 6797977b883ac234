package io.zcached.client.transport;

import io.zcached.client.protocol.WireType;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/**
 * A caller who looks again and again sees that the reply has come.
 */
@JCStressTest(Mode.Termination)
@Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "seen")
@Outcome(id = "STALE", expect = Expect.FORBIDDEN, desc = "never seen")
@State
public class Awakening {

	private final Exchange exchange = new Exchange();

	/** The caller, who looks. */
	@Actor
	public void caller() {
		while (!this.exchange.isSettled()) {
			continue;
		}
	}

	/** The reader. */
	@Signal
	public void reader() {
		this.exchange.settle(WireType.STRING, "reply");
	}

}
