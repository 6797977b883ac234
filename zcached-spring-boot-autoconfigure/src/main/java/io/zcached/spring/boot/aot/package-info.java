/**
 * What native images and other ahead-of-time processing must know.
 */
@NullMarked
package io.zcached.spring.boot.aot;

import org.jspecify.annotations.NullMarked;
