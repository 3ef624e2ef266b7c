package hourglass;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callConstructor;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import hourglass.matrix.ThreadTeam;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** What the library's packages may know of each other, and what no class of it may do. */
@AnalyzeClasses(packages = "hourglass", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** For each package, those that it may import: imports only point down. */
    private static final Map<String, Set<String>> FLOORS = floors(
            "codes:",
            "codes.format: codes",
            "codes.id: codes",
            "codes.join: codes",
            "matrix:",
            "random: matrix",
            "data: matrix random",
            "data.csv: data",
            "data.image: data",
            "embedding: data",
            "data.file: data data.csv data.image matrix random",
            "data.safetensors: data data.file",
            "data.table: data data.csv data.file matrix random",
            "data.generated: data data.csv data.file data.table matrix random",
            "optim: matrix",
            "network: matrix random data",
            "model: network matrix random data data.table",
            "decomposition: model network matrix random data data.csv data.file data.table codes",
            "objective: decomposition model network matrix random data optim",
            "hashing: decomposition model matrix random data codes",
            "persistence: hashing decomposition model network matrix random data data.csv data.file data.safetensors data.table codes",
            "similarity: objective network matrix random data optim",
            "train: similarity persistence hashing objective decomposition model network optim matrix random data data.csv data.file data.safetensors data.table codes",
            "onnx: persistence hashing decomposition model network data data.file codes",
            "anomaly: persistence hashing decomposition model network matrix random data data.table codes",
            "eval: persistence hashing decomposition model network matrix random data data.file codes",
            "perceptual: data data.image matrix random",
            "picture: hashing decomposition model network matrix random data data.file codes");

    private static Map<String, Set<String>> floors(String... floors) {
        return Stream.of(floors)
                .map(floor -> floor.split(":", -1))
                .collect(toMap(
                        parts -> parts[0], parts -> Set.of(parts[1].strip().split(" "))));
    }

    /** The rules below hold for an import that found nothing, too. */
    @ArchTest
    static void findsTheClassesOfTheLibrary(JavaClasses classes) {
        assertThat(classes).hasSizeGreaterThan(20);
    }

    @ArchTest
    static final ArchRule importsPointDown = classes().should(importOnlyTheFloorsBelow());

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("hourglass.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .should(ArchCondition.from(describe(
                    "lie in a @NullMarked package", type -> type.getPackage().isAnnotatedWith(NullMarked.class))));

    @ArchTest
    static final ArchRule printsNothing = noClasses().should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule throwsNoGenericExceptions = noClasses().should(THROW_GENERIC_EXCEPTIONS);

    @ArchTest
    static final ArchRule drawsOnlyFromSeededStreams = noClasses()
            .should(callMethod(Math.class, "random"))
            .orShould(callConstructor(SplittableRandom.class))
            .orShould(dependOnClassesThat(describe(
                    "are unseeded or weak",
                    type -> type.isEquivalentTo(Random.class) || type.isEquivalentTo(ThreadLocalRandom.class))));

    @ArchTest
    static final ArchRule teamsComeLast = codeUnits()
            .that(describe("take a team", ArchitectureTest::takesTeam))
            .and()
            .arePublic()
            .should(ArchCondition.from(describe("take it last", unit -> unit.getRawParameterTypes()
                    .get(unit.getRawParameterTypes().size() - 1)
                    .isEquivalentTo(ThreadTeam.class))));

    /** An objective keeps its team, so it is given one when it is made. */
    @ArchTest
    static final ArchRule teamsMayBeLeftOut = methods()
            .that(describe("take a team", ArchitectureTest::takesTeam))
            .and()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackages("hourglass.objective", "hourglass.similarity")
            .should(ArchCondition.from(
                    describe("have an overload without it", method -> method.getOwner().getAllMethods().stream()
                            .anyMatch(other -> other.getName().equals(method.getName()) && !takesTeam(other)))));

    private static boolean takesTeam(JavaCodeUnit unit) {
        return unit.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(ThreadTeam.class));
    }

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)");

    private static ArchCondition<JavaClass> importOnlyTheFloorsBelow() {
        return new ArchCondition<>("import only packages on the floors below") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String from = floor(type);
                if (!FLOORS.containsKey(from)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " lies on no known floor"));
                    return;
                }
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (target.getPackageName().startsWith("hourglass")
                            && !floor(target).equals(from)
                            && !FLOORS.get(from).contains(floor(target))) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static String floor(JavaClass type) {
        return type.getPackageName().replaceFirst("^hourglass\\.?", "");
    }
}
