/**
 * An application that is started again and again by class loaders of its own.
 */
@NullMarked
package io.zcached.spring.boot.autoconfigure.restart;

import org.jspecify.annotations.NullMarked;
