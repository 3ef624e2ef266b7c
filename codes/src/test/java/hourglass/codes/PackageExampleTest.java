package hourglass.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the description of the package is this file's, and runs. */
class PackageExampleTest {
    private static final Path HERE = Path.of("src/test/java/hourglass/codes/PackageExampleTest.java");
    private static final Path DESCRIPTION = Path.of("src/main/java/hourglass/codes/package-info.java");

    @TempDir
    private Path folder;

    @Test
    void exampleIsTheOneThatRunsHere() throws IOException {
        String description = Files.readString(DESCRIPTION);
        Matcher example = Pattern.compile("<pre>\\{@code\n(.*?)\n \\* }</pre>", Pattern.DOTALL)
                .matcher(description);
        assertThat(example.find()).as("an example in the description").isTrue();
        String source = Files.readString(HERE);
        String start = "// example" + "\n";
        int from = source.indexOf(start) + start.length();
        assertThat(unindented(example.group(1).replaceAll("(?m)^ \\* ?", "")))
                .isEqualTo(unindented(source.substring(from, source.indexOf("// end" + "\n", from))));
    }

    private static String unindented(String code) {
        return code.stripIndent().strip().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }

    @Test
    void findsTheCodeThatItSearchesFor() {
        Path file = folder.resolve("values.codes");
        // example
        float[] values = new float[1_000 * 64];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        BinaryCodes codes = Thresholds.median(64, values).apply(values);
        HammingIndex.of(codes).write(file);

        Searcher searcher = HammingIndex.open(file).searcher();
        Neighbors found = new Neighbors();
        searcher.nearest(codes.code(7), 10, found);
        int nearest = found.item(0);
        int distance = found.distance(0);
        // end
        assertThat(nearest).isEqualTo(7);
        assertThat(distance).isZero();
        assertThat(found.count()).isEqualTo(10);
    }
}
