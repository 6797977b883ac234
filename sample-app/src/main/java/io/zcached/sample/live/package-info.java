/**
 * Sends what the panels show to the pages that are open, as server-sent events.
 */
@NullMarked
package io.zcached.sample.live;

import org.jspecify.annotations.NullMarked;
