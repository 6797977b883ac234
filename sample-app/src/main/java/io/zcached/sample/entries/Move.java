package io.zcached.sample.entries;

import org.jspecify.annotations.Nullable;

/**
 * Where to copy or to rename an entry to.
 *
 * @param to the other key
 * @param replace whether an entry that is there may be overwritten; not said is no
 */
record Move(@Nullable String to, @Nullable Boolean replace) {

	String target() {
		if (this.to == null) {
			throw new InvalidEntryException("Say where to, such as {\"to\": \"another-key\"}.");
		}
		return this.to;
	}

	boolean mayReplace() {
		return Boolean.TRUE.equals(this.replace);
	}

}
