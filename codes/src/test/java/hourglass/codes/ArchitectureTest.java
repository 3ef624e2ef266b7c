package hourglass.codes;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** The module stands on the JDK alone, and keeps the rules of the library. */
@AnalyzeClasses(packages = "hourglass.codes", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** The rules below hold for an import that found nothing, too. */
    @ArchTest
    static void findsTheClassesOfTheModule(JavaClasses classes) {
        assertThat(classes).hasSizeGreaterThan(15);
    }

    @ArchTest
    static final ArchRule dependsOnTheJdkAlone = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "hourglass.codes..");

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .should(ArchCondition.from(describe(
                    "lie in a @NullMarked package", type -> type.getPackage().isAnnotatedWith(NullMarked.class))));

    @ArchTest
    static final ArchRule printsNothing = noClasses().should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule throwsNoGenericExceptions = noClasses().should(THROW_GENERIC_EXCEPTIONS);

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)");
}
