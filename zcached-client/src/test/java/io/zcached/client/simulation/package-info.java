/**
 * A connection and a server that misbehaves at random, in virtual time and from one seed.
 */
package io.zcached.client.simulation;
