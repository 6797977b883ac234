/**
 * What tests of this project break connections with: scripted servers, a proxy that
 * faults, wires in virtual time, probes for leaks.
 */
package io.zcached.client.testsupport;
