package io.zcached.spring.boot.test.autoconfigure;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;
import org.springframework.test.context.TestContextBootstrapper;

/**
 * {@link TestContextBootstrapper} for {@link ZcachedTest @ZcachedTest} support.
 */
final class ZcachedTestContextBootstrapper extends TestSliceTestContextBootstrapper<ZcachedTest> {

}
