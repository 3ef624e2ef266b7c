package hourglass.data.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Rows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static final ReadOptions DEFAULT = ReadOptions.DEFAULT;

    @TempDir
    private Path folder;

    @Property(tries = 100)
    void readsWhatItWrote(
            @ForAll @Size(min = 12, max = 12) float[] values, @ForAll @IntRange(min = 1, max = 4) int rows)
            throws IOException {
        Path path = Files.createTempFile("written", ".csv");
        try {
            Csv.write(path, Rows.of(values, 12 / rows), List.of());
            assertThat(Csv.read(path, DEFAULT).rows().toArray())
                    .usingElementComparator(Float::compare)
                    .isEqualTo(values);
        } finally {
            Files.delete(path);
        }
    }

    @Test
    void writesAndReadsNames() {
        Path path = folder.resolve("names.csv");
        List<String> names = List.of("plain", "with, comma", "with \"quotes\"", "");
        Csv.write(path, Rows.of(new float[] {1, 2.5f, -3, 1e-9f}, 4), names);
        assertThat(path).content().isEqualTo("plain,\"with, comma\",\"with \"\"quotes\"\"\",\n1,2.5,-3,1.0E-9\n");
        assertThat(Csv.read(path, DEFAULT).columnNames()).isEqualTo(names);
    }

    @Test
    void writesClassesAsALastColumn() {
        Path path = folder.resolve("classes.csv");
        Labels labels = new Labels(new int[] {1, 0}, List.of("oak", "ash, grey"));
        try (RowWriter writer = Csv.writer(path, 1, List.of("height"), RowTexts.NONE, RowTexts.labels(labels))) {
            writer.append(new float[] {3}, 1);
            writer.append(new float[] {4}, 1);
            writer.commit();
        }
        assertThat(path).content().isEqualTo("height,label\n3,\"ash, grey\"\n4,oak\n");
    }

    @Test
    void findsAHeaderByItsWords() throws IOException {
        assertThat(read("a,b\n1,2\n", DEFAULT).columnNames()).containsExactly("a", "b");
        assertThat(read("1,2\n3,4\n", DEFAULT).columnNames()).isEmpty();
    }

    @Test
    void takesNumbersForAHeaderIfTold() throws IOException {
        Dataset read = read("2020,2021\n1,2\n", DEFAULT.withHeader(true));
        assertThat(read.columnNames()).containsExactly("2020", "2021");
        assertThat(read.rows().toArray()).containsExactly(1, 2);
    }

    @Test
    void takesLabelsByName() throws IOException {
        Dataset read = read("size,kind,weight\n1,dog,2\n3,cat,4\n5,dog,6\n", DEFAULT.withLabelColumn("kind"));
        Labels labels = requireNonNull(read.labels());
        assertThat(labels.names()).containsExactly("cat", "dog");
        assertThat(labels.classes()).containsExactly(1, 0, 1);
        assertThat(read.columnNames()).containsExactly("size", "weight");
        assertThat(read.rows().toArray()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void readsIdsOfAColumnThatIsNamed() throws IOException {
        Dataset read = read("size,key,weight\n1,17,2\n3,18,4\n", DEFAULT.withIdColumn("key"));
        assertThat(read.ids()).containsExactly("17", "18");
        assertThat(read.columnNames()).containsExactly("size", "weight");
        assertThat(read.rows().toArray()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void readsIdsOfAColumnWithoutAName() throws IOException {
        Dataset read = read("a17,1,2\nb18,3,4\n", DEFAULT.withIdColumn("0"));
        assertThat(read.ids()).containsExactly("a17", "b18");
        assertThat(read.rows().toArray()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void oneColumnMayHoldBothIdsAndClasses() throws IOException {
        Dataset read = read("key,size\na,1\nb,2\n", DEFAULT.withIdColumn("key").withLabelColumn("key"));
        assertThat(read.ids()).containsExactly("a", "b");
        assertThat(read.labels().names()).containsExactly("a", "b");
        assertThat(read.rows().columns()).isEqualTo(1);
    }

    @Test
    void takesLabelsByNumber() throws IOException {
        Dataset read = read("dog,1,2\ncat,3,4\n", DEFAULT.withLabelColumn("0"));
        assertThat(requireNonNull(read.labels()).classes()).containsExactly(1, 0);
        assertThat(read.rows().toArray()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void labelNameMakesAHeaderOfNumbers() throws IOException {
        Dataset read = read("label,0,1\n7,3,4\n", DEFAULT.withLabelColumn("label"));
        assertThat(read.columnNames()).containsExactly("0", "1");
        assertThat(requireNonNull(read.labels()).names()).containsExactly("7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1;2.5\n3;4\n",
                "1\t2.5\n3\t4\n",
                "\uFEFF1,2.5\r\n3,4",
                "\n1,2.5\n\n3,4\n\n",
                "\"1\",\"2.5\"\n\"3\",\"4\"\n"
            })
    void readsTheDialectsOfCsv(String text) throws IOException {
        assertThat(read(text, DEFAULT).rows().toArray()).containsExactly(1, 2.5f, 3, 4);
    }

    @Test
    void readsGzip() throws IOException {
        Path path = folder.resolve("table.csv.gz");
        try (OutputStream zip = new GZIPOutputStream(Files.newOutputStream(path))) {
            zip.write("1,2\n3,4\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Csv.read(path, DEFAULT).rows().toArray()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void scalesPixelsIfTold() throws IOException {
        assertThat(read("0,51,255\n", DEFAULT.withWhite(255)).rows().toArray()).containsExactly(0, 0.2f, 1);
    }

    @Test
    void refusesRaggedLines() {
        refuses("a,b\n1,2\n3\n", DEFAULT, "line 3: has 1 field, but the first line has 2");
        refuses("1,2\n3,4\n5,6,7\n", DEFAULT, "line 3: has 3 fields, but the first line has 2");
    }

    @Test
    void refusesWords() {
        refuses("a,b\n1,2\n3,four\n", DEFAULT, "line 3, column 2 (b): 'four' is no finite number");
    }

    @Test
    void refusesEmptyFields() {
        refuses(
                "1,2\n3,\n",
                DEFAULT,
                "line 2, column 2: the field is empty; correct it, or name its column by --labels if it holds the class; train --table takes categories and missing cells");
    }

    @Test
    void refusesNumbersThatAreNotFinite() {
        refuses("1,2\nNaN,4\n", DEFAULT, "line 2, column 1: 'NaN' is no finite number");
        refuses("1,inf\n3,4\n", DEFAULT, "line 1, column 2: 'inf' is no finite number");
        refuses("1,2\n3,1e99\n", DEFAULT, "line 2, column 2: '1e99' is no finite number");
    }

    @Test
    void refusesZeroRows() {
        refuses("", DEFAULT, "holds no rows");
        refuses("a,b\n", DEFAULT, "holds no rows");
    }

    @Test
    void refusesALabelColumnThatIsNotThere() {
        refuses("a,b\n1,2\n", DEFAULT.withLabelColumn("c"), "line 1: there is no column c among [a, b]");
        refuses("1,2\n3,4\n", DEFAULT.withLabelColumn("2"), "number from 0 to 1");
    }

    @Test
    void refusesNothingButLabels() {
        refuses("1\n2\n", DEFAULT.withLabelColumn("0"), "line 1: has no column of numbers");
    }

    @Test
    void survivesCorruption() throws IOException {
        Path path = folder.resolve("damaged.csv");
        Files.writeString(path, "kind,size,weight\ndog,1.5,-2e3\ncat,3,4\n\"a \"\"b\"\" c\",0.125,7\n");
        Damage.survivedBy(path, file -> Csv.read(file, DEFAULT.withLabelColumn("0")));
    }

    @Test
    void survivesCorruptionOfCompressedData() throws IOException {
        Path path = folder.resolve("damaged.csv.gz");
        try (OutputStream zip = new GZIPOutputStream(Files.newOutputStream(path))) {
            zip.write("1.5,-2e3\n3,4\n0.125,7\n12,13\n".getBytes(StandardCharsets.UTF_8));
        }
        Damage.survivedBy(path, file -> Csv.read(file, DEFAULT));
    }

    private Dataset read(String text, ReadOptions options) throws IOException {
        return Csv.read(Files.writeString(folder.resolve("table.csv"), text), options);
    }

    private void refuses(String text, ReadOptions options, String message) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read(text, options))
                .withMessageStartingWith(folder.resolve("table.csv").toString())
                .withMessageContaining(message);
    }
}
