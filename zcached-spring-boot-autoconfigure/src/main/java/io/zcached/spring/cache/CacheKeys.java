package io.zcached.spring.cache;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.zcached.client.protocol.Printable;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Keys of one cache on the server: {@code prefix + name + "::" + key}. A key that a
 * server could not store, from the web perhaps, is replaced by its SHA-256.
 */
final class CacheKeys {

	/** Longer keys would not fit into a request of the 0.0.1 line with their value. */
	private static final int MAX_BYTES = 1024;

	/** Of the prefix, and of the name of the cache. */
	private static final int MAX_PART = 512;

	private static final String HASHED = "sha256:";

	private final String name;

	private final String start;

	private final String generation;

	private final String temporary;

	/**
	 * Creates the keys of a cache.
	 * @param name the name of the cache; no other cache may have keys that begin as its
	 * own do
	 */
	CacheKeys(@Nullable String prefix, String name) {
		checkPrefix(prefix);
		checkName(name);
		this.name = name;
		String begin = ((prefix != null) ? prefix : "") + name;
		this.start = begin + "::";
		this.generation = begin + ":generation";
		this.temporary = this.generation + ":tmp:";
	}

	/** Refuses what no server could store, or would leave no room for keys. */
	static void checkPrefix(@Nullable String prefix) {
		Assert.isTrue(prefix == null || isStorable(prefix, MAX_PART),
				() -> "A key prefix must have at most %d bytes, no line feed, no byte 0x03 and no half of a surrogate pair"
					.formatted(MAX_PART));
	}

	/** Refuses a name whose keys could be those of another cache, or not be stored. */
	static void checkName(String name) {
		Assert.isTrue(!name.isEmpty() && !name.contains("::") && !name.endsWith(":") && isStorable(name, MAX_PART),
				() -> "A cache cannot be named '%s': its name must have from 1 to %d bytes, no '::', no ':' at the end, no line feed and no byte 0x03"
					.formatted(Printable.of(name), MAX_PART));
	}

	/** What all entries begin with. */
	String start() {
		return this.start;
	}

	/** Where the generation of the cache is. */
	String generation() {
		return this.generation;
	}

	/** What temporary keys begin with; the time in milliseconds and a colon follow. */
	String temporary() {
		return this.temporary;
	}

	/** Whether a key is a temporary one of this cache, and not written after a time. */
	boolean isTemporary(String key, long latest) {
		int end = key.startsWith(this.temporary) ? key.indexOf(':', this.temporary.length()) : -1;
		try {
			return end != -1 && Long.parseLong(key, this.temporary.length(), end, 10) <= latest;
		}
		catch (NumberFormatException ex) {
			return false;
		}
	}

	/**
	 * Where an entry is. Text that looks like a key of several parts, or like a hash, is
	 * hashed, so that it cannot be taken for one.
	 */
	String of(Object key) {
		Assert.notNull(key, () -> "A key of the cache '" + this.name + "' must not be null");
		String text = KeyText.of(key);
		if (KeyText.hasParts(key)) {
			return this.start + (isStorable(text) ? text : KeyText.OPEN + HASHED + sha256(text));
		}
		boolean plain = isStorable(text) && !text.startsWith(HASHED) && !text.startsWith(KeyText.OPEN);
		return this.start + (plain ? text : HASHED + sha256(text));
	}

	private static boolean isStorable(String text) {
		return isStorable(text, MAX_BYTES);
	}

	private static boolean isStorable(String text, int maxBytes) {
		int bytes = 0;
		for (int at = 0; at < text.length() && bytes <= maxBytes;) {
			int character = text.codePointAt(at);
			if (character == '\n' || character == 3 || isHalf(character)) {
				return false;
			}
			bytes += bytesOf(character);
			at += Character.charCount(character);
		}
		return bytes <= maxBytes;
	}

	/** Half of a pair has no UTF-8. */
	private static boolean isHalf(int character) {
		return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
	}

	/** How many the server counts. */
	private static int bytesOf(int character) {
		if (character < 0x80) {
			return 1;
		}
		if (character < 0x800) {
			return 2;
		}
		return Character.isBmpCodePoint(character) ? 3 : 4;
	}

	/** Of the characters as they are: an encoder would replace half a surrogate pair. */
	private static String sha256(String text) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			ByteBuffer chars = ByteBuffer.allocate(2 * text.length());
			chars.asCharBuffer().put(text);
			digest.update(chars);
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

}
