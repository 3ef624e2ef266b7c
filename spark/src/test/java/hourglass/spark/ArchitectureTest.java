package hourglass.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;

/** What the module may know of others, what no class of it may do. */
@AnalyzeClasses(packages = "hourglass.spark..", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** The rules below hold for an import that found nothing, too. */
    @ArchTest
    static void findsTheClassesOfTheModule(JavaClasses classes) {
        assertThat(classes).hasSizeGreaterThan(15);
    }

    @ArchTest
    static final ArchRule knowsNothingOfOtherFaces = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("hourglass.cli..", "hourglass.server..", "hourglass.library..", "hourglass.solr..");

    @ArchTest
    static final ArchRule usesNothingThatLuceneBrings =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.lucene..");

    @ArchTest
    static final ArchRule printsNothing = noClasses().should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule throwsNoGenericExceptions = noClasses().should(THROW_GENERIC_EXCEPTIONS);

    @ArchTest
    static final ArchRule sparkFindsMakesAndLoadsStages = classes()
            .that()
            .areAssignableTo(PipelineStage.class)
            .and()
            .arePublic()
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .should(new ArchCondition<>("be registered, with the constructors and the method load that Spark calls") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    Class<?> kind = item.isAssignableTo(Estimator.class) ? Estimator.class : Transformer.class;
                    boolean found = registered(kind).contains(item.getName())
                            && item.tryGetConstructor().isPresent()
                            && item.tryGetConstructor(String.class).isPresent()
                            && item.tryGetMethod("load", String.class).isPresent();
                    events.add(new SimpleConditionEvent(item, found, item.getName()));
                }
            });

    private static List<String> registered(Class<?> kind) {
        try {
            return Files.readAllLines(Path.of("src", "main", "resources", "META-INF", "services", kind.getName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
