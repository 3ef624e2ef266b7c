package hourglass.solr;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the module may know of others, and what no class of it may do. */
@AnalyzeClasses(packages = "hourglass.solr..", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** The rules below hold for an import that found nothing, too. */
    @ArchTest
    static void findsTheClassesOfTheModule(JavaClasses classes) {
        assertThat(classes).hasSizeGreaterThan(5);
    }

    @ArchTest
    static final ArchRule usesCodesModelsAndSolr = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.apache.lucene..",
                    "org.apache.solr..",
                    "hourglass.solr",
                    "hourglass.lucene",
                    "hourglass.codes..",
                    "hourglass.text",
                    "hourglass.data",
                    "hourglass.matrix",
                    "hourglass.model",
                    "hourglass.persistence");

    @ArchTest
    static final ArchRule printsNothing = noClasses().should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule throwsNoGenericExceptions = noClasses().should(THROW_GENERIC_EXCEPTIONS);
}
