package io.zcached.guide.checks;

import org.jspecify.annotations.Nullable;

/**
 * A fenced block of a page.
 *
 * @param page the page, relative to the root
 * @param line the line of the page on which the fence opens, from 1
 * @param language what stands behind the opening fence
 * @param marker where its text comes from, as the comment right above tells, or
 * {@code null}
 * @param text the lines between the fences
 */
record CodeBlock(String page, int line, String language, @Nullable String marker, String text) {

	@Override
	public String toString() {
		return this.page + ":" + this.line;
	}

}
