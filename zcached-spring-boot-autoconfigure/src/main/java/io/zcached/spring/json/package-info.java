/**
 * How the JSON of caches and templates differs from that of the application.
 */
@NullMarked
package io.zcached.spring.json;

import org.jspecify.annotations.NullMarked;
