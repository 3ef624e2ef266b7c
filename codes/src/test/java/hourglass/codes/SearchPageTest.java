package hourglass.codes;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.codes.format.ByteBits;
import hourglass.codes.format.CodeText;
import hourglass.codes.format.FaissFile;
import hourglass.codes.format.PackedNpy;
import hourglass.codes.id.IdIndex;
import hourglass.codes.id.IdMatch;
import hourglass.codes.join.HammingJoin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/search.md are this file's, and print what the page shows. */
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

    private static void ids(Path file) {
        // PAGE
        IdIndex<String> index = IdIndex.ofStrings(64);
        index.put("beach.jpg", 0b1011);
        index.put("forest.jpg", 0b0111_0000);
        index.put("beach.jpg", 0b1111);
        index.remove("forest.jpg");
        index.write(file);
        List<IdMatch<String>> found = IdIndex.openStrings(file).searcher().nearest(new long[] {0b0111}, 10);
        System.out.println(found);
        // end
    }

    private static void join() {
        // PAGE
        BinaryCodes codes = BinaryCodes.of(64, new long[] {0b1111, 0b0001, 0b1110, 0b0001, -1});
        HammingJoin join = HammingJoin.of(codes, 1).withThreads(2);
        join.forEach(
                (first, second, distance) -> System.out.println(first + " and " + second + " at distance " + distance));
        for (int[] group : join.components().groups()) {
            System.out.println(Arrays.toString(group));
        }
        // end
    }

    private static void formats(Path hexFile, Path faissFile, Path npyFile) {
        // PAGE
        BinaryCodes codes = CodeText.HEX.read(hexFile, 16, ByteBits.HIGHEST_FIRST);
        System.out.println(CodeText.BITS.encode(codes, 0, ByteBits.HIGHEST_FIRST));
        FaissFile.write(codes, faissFile);
        PackedNpy.write(FaissFile.read(faissFile), npyFile, ByteBits.HIGHEST_FIRST);
        // end
    }

    private static String printed(Runnable example) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            example.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Lines up to 120 characters may be broken otherwise in the page, so white space does not count. */
    private static List<String> blocks(String text, String expression) {
        return Pattern.compile(expression, Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(block -> block.group(1).replaceAll("\\s+", ""))
                .toList();
    }

    @Test
    void examplesAreThoseThatRunHere() throws IOException {
        List<String> shown = blocks(Files.readString(PAGE), "```java\\n(.*?)```");
        assertThat(shown).hasSize(4).isEqualTo(blocks(Files.readString(HERE), "// PAGE\n(.*?)// end\n"));
    }

    @Test
    void examplesPrintWhatThePageShows() throws IOException {
        Path hexFile = Files.writeString(folder.resolve("codes.hex"), "a040\n");
        String page = Files.readString(PAGE);
        assertThat(List.of(
                        printed(() -> ids(folder.resolve("ids.codes"))),
                        printed(SearchPageTest::join),
                        printed(() -> formats(hexFile, folder.resolve("faiss"), folder.resolve("npy")))))
                .allSatisfy(output -> assertThat(page).contains("```console\n" + output + "```"));
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
