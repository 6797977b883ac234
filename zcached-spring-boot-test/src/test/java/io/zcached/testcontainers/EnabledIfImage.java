package io.zcached.testcontainers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * For tests that need a Docker engine with an image of a zcached server. Where they are
 * enabled, an engine that is missing is a failure.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("docker")
@EnabledIfEnvironmentVariable(named = EnabledIfImage.VARIABLE, matches = ".+",
		disabledReason = "No Docker engine with an image to test; '.ci/containers' brings both and runs these tests")
public @interface EnabledIfImage {

	/**
	 * Names the environment variable that names the image.
	 */
	String VARIABLE = "ZCACHED_TEST_IMAGE";

}
