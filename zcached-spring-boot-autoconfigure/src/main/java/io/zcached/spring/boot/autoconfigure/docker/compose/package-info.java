/**
 * Service connections to zcached servers that Docker Compose runs.
 */
@NullMarked
package io.zcached.spring.boot.autoconfigure.docker.compose;

import org.jspecify.annotations.NullMarked;
