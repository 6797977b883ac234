/**
 * Auto-configuration of the template.
 */
@NullMarked
package io.zcached.spring.boot.autoconfigure.template;

import org.jspecify.annotations.NullMarked;
