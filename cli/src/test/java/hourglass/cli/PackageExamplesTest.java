package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example in the description of each package of the library is one that a test of its module runs. */
class PackageExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\n(.*?)\n \\* }</pre>", Pattern.DOTALL);
    private static final Pattern PROGRAM = Pattern.compile("public static void main");

    static List<Path> descriptions() throws IOException {
        try (Stream<Path> modules =
                        Stream.of("codes", "lucene", "learn", "library").map(name -> Path.of("..", name));
                Stream<Path> files = modules.flatMap(PackageExamplesTest::files)) {
            return files.filter(file -> file.endsWith("package-info.java"))
                    .filter(file -> EXAMPLE.matcher(read(file)).find())
                    .sorted()
                    .toList();
        }
    }

    private static Stream<Path> files(Path module) {
        try (Stream<Path> files = Files.walk(module.resolve("src"))) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("descriptions")
    void exampleRunsInATest(Path description) {
        Matcher example = EXAMPLE.matcher(read(description));
        assertThat(example.find()).isTrue();
        String code = unindented(example.group(1).replaceAll("(?m)^ \\* ?", ""));
        assertThat(code).doesNotContainPattern(PROGRAM);
        Path module = description.subpath(0, 2);
        assertThat(files(module)
                        .filter(file -> file.getFileName().toString().matches("PackageExamples?Test.java"))
                        .flatMap(PackageExamplesTest::marked))
                .contains(code);
    }

    /** What stands between two marks in a test. */
    private static Stream<String> marked(Path test) {
        return Pattern.compile("// [a-z.]+\n(.*?)// end\n", Pattern.DOTALL)
                .matcher(read(test))
                .results()
                .map(match -> unindented(match.group(1)));
    }

    private static String unindented(String code) {
        return code.stripIndent().strip().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }
}
