package io.zcached.sample.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A refusal that the caller reads as a problem detail: what is wrong, and what to do.
 */
public class ProblemException extends ErrorResponseException {

	/**
	 * Creates the exception.
	 * @param status the status of the answer
	 * @param title a few words
	 * @param detail a sentence for the caller
	 */
	public ProblemException(HttpStatus status, String title, String detail) {
		super(status, problem(status, title, detail), null);
	}

	private static ProblemDetail problem(HttpStatus status, String title, String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setTitle(title);
		return problem;
	}

}
