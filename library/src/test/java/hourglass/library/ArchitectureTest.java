package hourglass.library;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the module may know of the others, and what no class of it may do. */
@AnalyzeClasses(packages = "hourglass.library..", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** The rules below hold for an import that found nothing, too. */
    @ArchTest
    static void findsTheClassesOfTheModule(JavaClasses classes) {
        assertThat(classes).hasSizeGreaterThan(15);
    }

    @ArchTest
    static final ArchRule usesFittedModelsAndOnlySemanticHashingFitsThem = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(SemanticHashing.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(SemanticHashing.Builder.class.getName())
            .should()
            .dependOnClassesThat(resideInAPackage("hourglass..")
                    .and(resideOutsideOfPackages(
                            "hourglass.library..",
                            "hourglass.codes",
                            "hourglass.lucene",
                            "hourglass.text",
                            "hourglass.data",
                            "hourglass.data.file",
                            "hourglass.data.image",
                            "hourglass.data.table",
                            "hourglass.matrix",
                            "hourglass.model",
                            "hourglass.perceptual",
                            "hourglass.persistence")));

    @ArchTest
    static final ArchRule printsNothing = noClasses().should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule throwsNoGenericExceptions = noClasses().should(THROW_GENERIC_EXCEPTIONS);
}
