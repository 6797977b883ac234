package io.zcached.spring.boot.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Gives a test, typically a {@code @SpringBootTest}, an embedded zcached server of its
 * application context on a free port of the loopback interface, which is empty at the
 * start of each test method. The server is used whatever {@code zcached.host} and
 * {@code zcached.ssl} say.
 * <p>
 * It gives way to a {@code Connection} or {@code ZcachedConnectionDetails} bean, as
 * {@code @ServiceConnection} makes one, and to {@code zcached.embedded.enabled=false};
 * what such a server holds is left alone.
 *
 * @see ZcachedTest
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
public @interface AutoConfigureZcached {

}
