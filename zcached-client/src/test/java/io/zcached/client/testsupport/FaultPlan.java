package io.zcached.client.testsupport;

import java.util.List;

/**
 * What happens to one link of a {@link FaultProxy}.
 *
 * @param toServer steps for the bytes that the client sends
 * @param toClient steps for the bytes that the server sends
 */
public record FaultPlan(List<FaultStep> toServer, List<FaultStep> toClient) {

	/** Bytes pass unchanged. */
	public static final FaultPlan CLEAN = new FaultPlan(List.of(), List.of());

	/**
	 * Faults in what the server sends.
	 * @param steps the steps
	 * @return the plan
	 */
	public static FaultPlan toClient(FaultStep... steps) {
		return new FaultPlan(List.of(), List.of(steps));
	}

	/**
	 * Faults in what the client sends.
	 * @param steps the steps
	 * @return the plan
	 */
	public static FaultPlan toServer(FaultStep... steps) {
		return new FaultPlan(List.of(steps), List.of());
	}

}
