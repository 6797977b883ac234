package io.zcached.sample.page;

import io.zcached.client.protocol.Dialect;
import io.zcached.embedded.EmbeddedZcachedServer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps one browser for all tests, and opens the page for each: with the embedded server,
 * if there is one, running, empty and of the current line.
 */
class PageExtension implements ExecutionCondition, BeforeEachCallback, AfterEachCallback, ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(PageExtension.class);

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (!Boolean.parseBoolean(System.getProperty("zcached.browser", "true"))) {
			return ConditionEvaluationResult.disabled("zcached.browser=false");
		}
		return Browser.isInstalled() ? ConditionEvaluationResult.enabled("There is a browser")
				: ConditionEvaluationResult.disabled("No browser: chromium and chromedriver are not both in the PATH");
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		ApplicationContext application = SpringExtension.getApplicationContext(context);
		application.getBeanProvider(EmbeddedZcachedServer.class).ifAvailable(PageExtension::renew);
		Page page = new Page(browser(context), application.getEnvironment().getRequiredProperty("local.server.port"));
		context.getStore(NAMESPACE).put(Page.class, page);
		page.open(Look.DESK);
	}

	private static void renew(EmbeddedZcachedServer server) {
		if (server.isRunning() && !server.isFrozen() && server.dialect() == Dialect.TERMINATED) {
			server.flush();
		}
		else {
			server.restart(Dialect.TERMINATED);
		}
	}

	private static Browser browser(ExtensionContext context) {
		return context.getRoot()
			.getStore(NAMESPACE)
			.computeIfAbsent(Browser.class, (key) -> new Browser(), Browser.class);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		Page page = context.getStore(NAMESPACE).remove(Page.class, Page.class);
		assertThat(page.complaints()).as("console").isEmpty();
		page.leave();
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Page.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getStore(NAMESPACE).get(Page.class, Page.class);
	}

}
