package io.zcached.spring.boot.test.autoconfigure;

import io.zcached.embedded.EmbeddedZcachedServer;

import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/**
 * Empties the embedded server before each method of a test that is annotated with
 * {@link AutoConfigureZcached @AutoConfigureZcached}, ahead of its set-up methods.
 */
final class EmptyServerTestExecutionListener implements TestExecutionListener, Ordered {

	/**
	 * Behind the listener that injects into the test, ahead of those that set up data.
	 */
	private static final int ORDER = 2100;

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void beforeTestMethod(TestContext testContext) {
		if (TestContextAnnotationUtils.hasAnnotation(testContext.getTestClass(), AutoConfigureZcached.class)) {
			testContext.getApplicationContext()
				.getBeanProvider(EmbeddedZcachedServer.class)
				.forEach(EmbeddedZcachedServer::flush);
		}
	}

}
