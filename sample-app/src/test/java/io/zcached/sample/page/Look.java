package io.zcached.sample.page;

/**
 * A window's size in pixels, and its colours.
 *
 * @param width the width
 * @param height the height
 * @param colours {@code light} or {@code dark}
 */
record Look(int width, int height, String colours) {

	static final Look DESK = new Look(1280, 1000, "light");

	static final Look DESK_DARK = new Look(1280, 1000, "dark");

	static final Look PHONE = new Look(390, 844, "light");

	static final Look PHONE_DARK = new Look(390, 844, "dark");

	@Override
	public String toString() {
		return this.width + "-" + this.colours;
	}

}
