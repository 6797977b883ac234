package io.zcached.sample.web;

import java.io.IOException;
import java.io.Writer;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

import org.springframework.http.MediaType;

/**
 * A problem detail for the requests that Tomcat refuses before a controller sees them,
 * such as those whose path is not well-formed UTF-8.
 */
class UnreadableRequestValve extends ErrorReportValve {

	private static final String PROBLEM = """
			{"detail":"The web server cannot read this request. A key is URL-encoded UTF-8 without the byte 0x00.",\
			"status":%d,"title":"Unreadable request"}""";

	@Override
	protected void report(Request request, Response response, Throwable throwable) {
		if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		try {
			response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
			Writer writer = response.getReporter();
			if (writer != null) {
				writer.write(PROBLEM.formatted(response.getStatus()));
				response.finishResponse();
			}
		}
		catch (IOException ex) {
			// The caller has gone.
		}
	}

}
