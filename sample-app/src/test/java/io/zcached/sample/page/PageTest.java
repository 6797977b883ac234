package io.zcached.sample.page;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * Tests of the page in a real browser. They get the {@link Page}, opened anew, as a
 * parameter; after each the browser's console must hold no complaint. Left out where
 * there is no browser, and with the system property {@code zcached.browser=false}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "zcached.cache.caches.forecasts.time-to-live=6s")
@ExtendWith(PageExtension.class)
@interface PageTest {

}
