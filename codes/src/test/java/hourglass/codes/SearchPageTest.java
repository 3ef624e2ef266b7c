package hourglass.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/search.md is this file's, and runs. */
class SearchPageTest {
    private static final Path PAGE = Path.of("../docs/search.md");
    private static final Path HERE = Path.of("src/test/java/hourglass/codes/SearchPageTest.java");

    @TempDir
    private Path folder;

    /** The example: the text between the two comment lines. */
    private static Neighbors example(float[] values, Path file) {
        // PAGE
        // Real codes, one row an item, become bits: 1 where a value is above its median, so that all bits are balanced.
        Thresholds thresholds = Thresholds.median(64, values);
        BinaryCodes codes = thresholds.apply(values);

        HammingIndex index = HammingIndex.of(codes);
        index.write(file);

        // Opened again it is mapped, not read: a billion codes are there at once.
        Searcher searcher = HammingIndex.open(file).searcher();
        Neighbors found = new Neighbors();
        searcher.nearest(codes.code(7), 10, found);
        for (int i = 0; i < found.count(); i++) {
            System.out.println(found.item(i) + " at distance " + found.distance(i));
        }
        // end
        return found;
    }

    @Test
    void exampleIsTheOneThatRunsHere() throws IOException {
        Matcher block = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        String source = Files.readString(HERE);
        String run = source.substring(source.indexOf("// PAGE\n") + 8, source.indexOf("// end\n"))
                .replaceAll("(?m)^        ", "")
                .strip();
        assertThat(block.group(1).strip()).isEqualTo(run);
    }

    @Test
    void exampleFindsTheItemItself() {
        Random random = new Random(1);
        float[] values = new float[64 * 100];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        Neighbors found = example(values, folder.resolve("index.codes"));
        assertThat(found.count()).isEqualTo(10);
        assertThat(found.item(0)).isEqualTo(7);
    }
}
