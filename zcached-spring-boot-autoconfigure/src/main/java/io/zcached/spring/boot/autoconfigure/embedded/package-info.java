/**
 * Auto-configuration that starts an embedded zcached server where no other is configured.
 */
@NullMarked
package io.zcached.spring.boot.autoconfigure.embedded;

import org.jspecify.annotations.NullMarked;
