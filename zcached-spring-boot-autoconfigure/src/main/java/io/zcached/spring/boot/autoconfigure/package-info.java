/**
 * Auto-configuration for zcached: properties, connection details, connection, client and
 * failure analysis.
 */
@NullMarked
package io.zcached.spring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
