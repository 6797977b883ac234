package io.zcached.sample.web;

import java.util.List;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * A problem detail for what fails outside the controllers: in the web server, in a
 * filter, or in a way that nobody expected.
 */
@RestController
class ProblemErrorController implements ErrorController {

	@RequestMapping("/error")
	ResponseEntity<ProblemDetail> error(HttpServletRequest request)
			throws NoResourceFoundException, HttpRequestMethodNotSupportedException {
		if (!(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status)) {
			throw new NoResourceFoundException(HttpMethod.valueOf(request.getMethod()), "/error", "error");
		}
		if (status == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
			throw new HttpRequestMethodNotSupportedException(text(request, RequestDispatcher.ERROR_METHOD),
					List.of("GET", "PUT", "DELETE"));
		}
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status),
				detail(status, text(request, RequestDispatcher.ERROR_MESSAGE)));
		return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
	}

	/** What an unexpected exception says is for the log, not for the caller. */
	private static String detail(int status, String message) {
		if (status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
			return "This application failed; its log tells why.";
		}
		return !message.isEmpty() ? message : "The request cannot be read: its body is malformed or ends too early.";
	}

	private static String text(HttpServletRequest request, String attribute) {
		return (request.getAttribute(attribute) instanceof String text) ? text : "";
	}

}
