/**
 * Classes that the configuration in the guide names.
 */
@NullMarked
package com.example;

import org.jspecify.annotations.NullMarked;
