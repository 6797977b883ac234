package io.zcached.sample.web;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests to a name that is not this application's. Whoever owns a name can have
 * it lead to this machine (DNS rebinding), and a browser then takes his page for this
 * application's own. An address cannot be had so.
 */
@Component
class OtherNameRefusal extends OncePerRequestFilter {

	private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[.+]");

	private static final Refusal REFUSAL = new Refusal(HttpStatus.FORBIDDEN, "Another name",
			"This application answers to localhost, to addresses, and to the names in the property sample.names.");

	private final Set<String> names;

	OtherNameRefusal(@Value("${sample.names:}") Set<String> names) {
		this.names = names.stream().map((name) -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getHeader(HttpHeaders.HOST) == null || isOwn(request.getServerName().toLowerCase(Locale.ROOT))) {
			chain.doFilter(request, response);
			return;
		}
		REFUSAL.answer(response);
	}

	private boolean isOwn(String name) {
		return name.equals("localhost") || ADDRESS.matcher(name).matches() || this.names.contains(name);
	}

}
