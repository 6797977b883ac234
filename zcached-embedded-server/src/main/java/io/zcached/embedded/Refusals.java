package io.zcached.embedded;

/**
 * What the server answers to a request that it cannot read.
 *
 * @param malformed to an unknown type, to a line that is missing, empty or of the wrong
 * length
 * @param integer to an integer that is none
 * @param real to a floating point number that is none
 * @param bool to a boolean that is none
 * @param count to a number of elements that is none
 */
record Refusals(ServerError malformed, ServerError integer, ServerError real, ServerError bool, ServerError count) {
}
