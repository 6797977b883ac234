package io.zcached.sample.web;

import io.zcached.client.UnstorableValueException;
import io.zcached.client.ZcachedCommandException;
import io.zcached.client.ZcachedConnectionException;
import io.zcached.client.ZcachedException;
import io.zcached.client.ZcachedProtocolException;
import io.zcached.client.ZcachedTimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Every failure as a problem detail: the caller's mistakes are 400 or 404, a server that
 * cannot be reached is 503, one that does not do what it should is 502. What Spring
 * itself refuses is told in the words of {@code messages.properties}.
 */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

	/** The connection tries again after three seconds at the latest. */
	private static final String RETRY_AFTER_SECONDS = "3";

	@ExceptionHandler
	ResponseEntity<Object> cannotBeStored(UnstorableValueException ex) {
		return problem(HttpStatus.BAD_REQUEST, "Cannot be stored", ex);
	}

	@ExceptionHandler({ ZcachedConnectionException.class, ZcachedTimeoutException.class })
	ResponseEntity<Object> unavailable(ZcachedException ex) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		return problem(HttpStatus.SERVICE_UNAVAILABLE, "zcached is not available", ex, headers);
	}

	@ExceptionHandler({ ZcachedCommandException.class, ZcachedProtocolException.class })
	ResponseEntity<Object> badGateway(ZcachedException ex) {
		return problem(HttpStatus.BAD_GATEWAY, "zcached did not do it", ex);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		HttpStatusCode answer = (NestedExceptionUtils.getRootCause(ex) instanceof BodyTooLargeException)
				? HttpStatus.CONTENT_TOO_LARGE : status;
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(answer, unreadable(ex));
		return handleExceptionInternal(ex, problem, headers, answer, request);
	}

	@Override
	protected ResponseEntity<Object> createResponseEntity(@Nullable Object problem, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		return respond(problem, headers, status);
	}

	private static String unreadable(HttpMessageNotReadableException ex) {
		Throwable root = NestedExceptionUtils.getRootCause(ex);
		if (root instanceof BodyTooLargeException) {
			return BodyLimit.MESSAGE;
		}
		if (root instanceof StreamConstraintsException limit) {
			return "The body is JSON beyond this application's limits: " + limit.getOriginalMessage();
		}
		String where = (ex.getCause() instanceof JacksonException cause && cause.getLocation() != null)
				? ", as far as line %d, column %d".formatted(cause.getLocation().getLineNr(),
						cause.getLocation().getColumnNr())
				: "";
		return "The body must be one JSON value, and is not" + where + ".";
	}

	private static ResponseEntity<Object> problem(HttpStatus status, String title, RuntimeException ex) {
		return problem(status, title, ex, new HttpHeaders());
	}

	private static ResponseEntity<Object> problem(HttpStatus status, String title, RuntimeException ex,
			HttpHeaders headers) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, String.valueOf(ex.getMessage()));
		problem.setTitle(title);
		return respond(problem, headers, status);
	}

	/** A problem is told whatever the caller accepts. */
	private static ResponseEntity<Object> respond(@Nullable Object problem, HttpHeaders headers,
			HttpStatusCode status) {
		return ResponseEntity.status(status)
			.headers(headers)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(problem);
	}

}
