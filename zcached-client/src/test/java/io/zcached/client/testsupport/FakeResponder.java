package io.zcached.client.testsupport;

/**
 * What the server behind a {@link FakeWire} answers.
 */
@FunctionalInterface
public interface FakeResponder {

	/**
	 * Answers a request.
	 * @param wire the wire that it came over, for answers that come later
	 * @param frame the request
	 * @return bytes as Latin-1 text, {@code null} for no answer now
	 */
	String answer(FakeWire wire, Frame frame);

}
