package io.zcached.client;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The client's rooms, and which doors are between them.
 */
@AnalyzeClasses(packages = "io.zcached.client", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule CLIENT_IS_PLAIN_JAVA = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "io.micrometer..", "com.fasterxml..", "tools.jackson..",
				"io.netty..", "io.zcached.spring..", "io.zcached.embedded..")
		.because("everybody on the JVM can use it");

	@ArchTest
	static final ArchRule PROTOCOL_KNOWS_NOBODY = noClasses().that()
		.resideInAPackage("..client.protocol")
		.should()
		.dependOnClassesThat()
		.resideOutsideOfPackages("io.zcached.client.protocol", "java.lang..", "java.util..", "java.math", "java.nio",
				"java.nio.charset", "org.jspecify..")
		.because("it turns bytes into values, without I/O and without threads");

	@ArchTest
	static final ArchRule PROTOCOL_HAS_NO_THREADS = noClasses().that()
		.resideInAPackage("..client.protocol")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("java.util.concurrent..")
		.orShould()
		.dependOnClassesThat()
		.areAssignableTo(Thread.class);

	@ArchTest
	static final ArchRule TRANSPORT_DOES_NOT_KNOW_THE_CLIENT = noClasses().that()
		.resideInAPackage("..client.transport")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.zcached.client");

	@ArchTest
	static final ArchRule ROOMS_HAVE_NO_CYCLES = slices().matching("io.zcached.(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule NOTHING_PINS_A_VIRTUAL_THREAD = noMethods().should()
		.haveModifier(JavaModifier.SYNCHRONIZED)
		.because("a virtual thread that waits in one holds its carrier");

	@ArchTest
	static final ArchRule NOBODY_SERIALIZES = noClasses().should()
		.dependOnClassesThat()
		.haveFullyQualifiedName("java.io.ObjectInputStream");

}
