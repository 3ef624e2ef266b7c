package hourglass.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which parts of the module know each other, and what no class of it may do. */
@AnalyzeClasses(packages = "hourglass.server..", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** The rules below hold for an import that found nothing, too. */
    @ArchTest
    static void findsTheClassesOfTheModule(JavaClasses classes) {
        assertThat(classes).hasSizeGreaterThan(30);
    }

    @ArchTest
    static final ArchRule whatAllServersShareKnowsNoneOfThem = noClasses()
            .that()
            .resideInAPackage("hourglass.server.http")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("hourglass.server", "hourglass.server.api", "hourglass.server.live"));

    @ArchTest
    static final ArchRule theApiKnowsNotWhoServesIt = noClasses()
            .that()
            .resideInAPackage("hourglass.server.api")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("hourglass.server", "hourglass.server.live");

    @ArchTest
    static final ArchRule onlyTheFoundationKnowsJetty = noClasses()
            .that()
            .resideOutsideOfPackage("hourglass.server.http")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule printsNothing = noClasses().should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule throwsNoGenericExceptions = noClasses().should(THROW_GENERIC_EXCEPTIONS);
}
