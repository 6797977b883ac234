package io.zcached.sample.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * The answer of a filter that lets a request go no further, as a problem detail.
 *
 * @param status the status of the answer
 * @param title a few words, without what JSON would escape
 * @param detail a sentence for the caller, without what JSON would escape
 */
record Refusal(HttpStatus status, String title, String detail) {

	void answer(HttpServletResponse response) throws IOException {
		response.setStatus(this.status.value());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		String problem = """
				{"title":"%s","status":%d,"detail":"%s"}""".formatted(this.title, this.status.value(), this.detail);
		response.getOutputStream().write(problem.getBytes(StandardCharsets.UTF_8));
	}

}
