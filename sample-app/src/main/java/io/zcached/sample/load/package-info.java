/**
 * Load of bounded size, and how many commands a second that makes.
 */
@NullMarked
package io.zcached.sample.load;

import org.jspecify.annotations.NullMarked;
