/**
 * What the guide shows. Between {@code // tag::name[]} and {@code // end::name[]} stands
 * what is on its pages.
 */
@NullMarked
package io.zcached.guide;

import org.jspecify.annotations.NullMarked;
