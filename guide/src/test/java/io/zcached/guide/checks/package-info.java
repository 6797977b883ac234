/**
 * The checks of the guide's pages.
 */
@NullMarked
package io.zcached.guide.checks;

import org.jspecify.annotations.NullMarked;
