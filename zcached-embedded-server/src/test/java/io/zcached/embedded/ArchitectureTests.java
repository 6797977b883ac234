package io.zcached.embedded;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.zcached.client.protocol.Dialect;

import static com.tngtech.archunit.base.DescribedPredicate.or;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * What the module may know.
 */
@AnalyzeClasses(packages = "io.zcached.embedded", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule onlyTheDialectOfTheClient = classes().should()
		.onlyDependOnClassesThat(or(resideInAnyPackage("io.zcached.embedded", "java..", "org.slf4j", "org.jspecify.."),
				equivalentTo(Dialect.class)));

	@ArchTest
	static final ArchRule printsNothing = noClasses().that()
		.doNotHaveSimpleName("StandaloneServer")
		.should()
		.accessField(System.class, "out")
		.orShould()
		.accessField(System.class, "err");

	@ArchTest
	static final ArchRule littleIsPublic = classes().that()
		.areTopLevelClasses()
		.and()
		.arePublic()
		.should()
		.haveNameMatching(".*\\.(EmbeddedZcachedServer(Builder)?|StandaloneServer)");

}
