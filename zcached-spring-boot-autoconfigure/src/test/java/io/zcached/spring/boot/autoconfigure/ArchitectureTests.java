package io.zcached.spring.boot.autoconfigure;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static com.tngtech.archunit.lang.conditions.ArchConditions.haveModifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The layering and shape of this module.
 */
@AnalyzeClasses(packages = "io.zcached.spring", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule autoConfigurationsArePublicAndFinal = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should(haveModifier(JavaModifier.FINAL))
		.andShould()
		.bePublic()
		.andShould()
		.haveSimpleNameEndingWith("AutoConfiguration");

	@ArchTest
	static final ArchRule otherConfigurationsArePackagePrivateAndWithoutProxies = classes().that()
		.areAnnotatedWith(Configuration.class)
		.should()
		.bePackagePrivate()
		.andShould()
		.beAnnotatedWith(withoutProxies());

	@ArchTest
	static final ArchRule beanMethodsArePackagePrivate = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.bePackagePrivate();

	@ArchTest
	static final ArchRule beansBackOff = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.beAnnotatedWith(ConditionalOnMissingBean.class)
		.orShould()
		.beDeclaredInClassesThat()
		.areAnnotatedWith(ConditionalOnMissingBean.class);

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().matching("io.zcached.spring.(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule theIndicatorKnowsNothingOfAutoConfiguration = noClasses().that()
		.resideInAPackage("io.zcached.spring.boot.health")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("..autoconfigure..");

	@ArchTest
	static final ArchRule nothingIsSynchronized = noMethods().should(haveModifier(JavaModifier.SYNCHRONIZED));

	@ArchTest
	static final ArchRule noMutableStatics = noFields().that()
		.areStatic()
		.should(com.tngtech.archunit.lang.conditions.ArchConditions.not(haveModifier(JavaModifier.FINAL)));

	private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaAnnotation<?>> withoutProxies() {
		return DescribedPredicate.describe("@Configuration(proxyBeanMethods = false)",
				(annotation) -> annotation.getRawType().isEquivalentTo(Configuration.class)
						&& annotation.get("proxyBeanMethods").filter(Boolean.FALSE::equals).isPresent());
	}

}
