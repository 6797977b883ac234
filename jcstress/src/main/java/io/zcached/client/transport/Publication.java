package io.zcached.client.transport;

import io.zcached.client.protocol.WireType;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A reply that another thread has completed is seen whole, or not at all.
 */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "not settled yet")
@Outcome(id = "42", expect = Expect.ACCEPTABLE, desc = "the whole reply")
@Outcome(expect = Expect.FORBIDDEN, desc = "settled, but the reply is not there, or not whole")
@State
public class Publication {

	private final Exchange exchange = new Exchange();

	/** A container as replies are: its fields are plain. */
	private static final class Reply {

		private int content;

		Reply(int content) {
			this.content = content;
		}

	}

	/** The reader, who has parsed a reply. */
	@Actor
	public void reader() {
		this.exchange.settle(WireType.ARRAY, new Reply(42));
	}

	/** The caller, who looks whether it has come. */
	@Actor
	public void caller(I_Result result) {
		if (this.exchange.isSettled()) {
			Object reply = this.exchange.outcome();
			result.r1 = (reply != null) ? ((Reply) reply).content : -1;
		}
	}

}
