/**
 * Service connections to zcached servers that Testcontainers runs.
 */
@NullMarked
package io.zcached.spring.boot.autoconfigure.testcontainers;

import org.jspecify.annotations.NullMarked;
