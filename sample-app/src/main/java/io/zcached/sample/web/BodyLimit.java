package io.zcached.sample.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies that zcached could not store anyway, before they fill the memory.
 */
@Component
class BodyLimit extends OncePerRequestFilter {

	/** What a zcached server takes by default, in bytes. */
	private static final long MAX_BYTES = 10 * 1024 * 1024;

	static final String MESSAGE = "The body has more than " + MAX_BYTES
			+ " bytes, and a zcached server takes no more; store it in several smaller entries.";

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getContentLengthLong() > MAX_BYTES) {
			new Refusal(HttpStatus.CONTENT_TOO_LARGE, "Content Too Large", MESSAGE).answer(response);
			return;
		}
		boolean unknown = request.getContentLengthLong() < 0;
		chain.doFilter(unknown ? new LimitedRequest(request) : request, response);
	}

	/** A body whose length shows only while it is read. */
	private static final class LimitedRequest extends HttpServletRequestWrapper {

		LimitedRequest(HttpServletRequest request) {
			super(request);
		}

		@Override
		public ServletInputStream getInputStream() throws IOException {
			return new LimitedStream(super.getInputStream());
		}

	}

	private static final class LimitedStream extends ServletInputStream {

		private final ServletInputStream stream;

		private long count;

		LimitedStream(ServletInputStream stream) {
			this.stream = stream;
		}

		@Override
		public int read() throws IOException {
			int read = this.stream.read();
			count((read < 0) ? 0 : 1);
			return read;
		}

		@Override
		public int read(byte[] bytes, int from, int length) throws IOException {
			int read = this.stream.read(bytes, from, length);
			count(Math.max(0, read));
			return read;
		}

		private void count(int bytes) throws BodyTooLargeException {
			this.count += bytes;
			if (this.count > MAX_BYTES) {
				throw new BodyTooLargeException();
			}
		}

		@Override
		public boolean isFinished() {
			return this.stream.isFinished();
		}

		@Override
		public boolean isReady() {
			return this.stream.isReady();
		}

		@Override
		public void setReadListener(ReadListener listener) {
			this.stream.setReadListener(listener);
		}

	}

}
