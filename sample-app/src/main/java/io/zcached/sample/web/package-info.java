/**
 * What all of the HTTP side has in common: problems, limits, refusals, headers.
 */
@NullMarked
package io.zcached.sample.web;

import org.jspecify.annotations.NullMarked;
