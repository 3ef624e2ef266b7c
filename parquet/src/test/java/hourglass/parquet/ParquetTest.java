package hourglass.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetTest {
    private static final String LIST = "optional group vector (LIST) { repeated group list { optional %s element; } }";
    private static final String ID = "optional binary id (STRING);";

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("vectors.parquet");
    }

    @SafeVarargs
    private void write(CompressionCodecName codec, String fields, Consumer<Group>... rows) throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType("message table { " + fields + " }");
        Files.deleteIfExists(path);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(path))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withCompressionCodec(codec)
                .build()) {
            SimpleGroupFactory groups = new SimpleGroupFactory(schema);
            for (Consumer<Group> row : rows) {
                Group group = groups.newGroup();
                row.accept(group);
                writer.write(group);
            }
        }
    }

    @SafeVarargs
    private void write(String fields, Consumer<Group>... rows) throws IOException {
        write(CompressionCodecName.SNAPPY, fields, rows);
    }

    private static Consumer<Group> vector(float... numbers) {
        return row -> {
            Group list = row.addGroup("vector");
            for (float number : numbers) {
                list.addGroup("list").append("element", number);
            }
        };
    }

    private static Consumer<Group> row(String id, float... numbers) {
        return vector(numbers).andThen(row -> row.append("id", id));
    }

    private static String list(String type) {
        return LIST.formatted(type);
    }

    private Dataset read() {
        return Parquet.read(path, ParquetColumns.DEFAULT);
    }

    private void refuses(String reason, ParquetColumns columns) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Parquet.read(path, columns))
                .withMessageContainingAll(path.toString(), reason);
    }

    private void refuses(String reason) {
        refuses(reason, ParquetColumns.DEFAULT);
    }

    @Test
    void readsVectorsWithTheirIds() throws IOException {
        write(list("float") + ID, row("a", 1.5f, -2), row("b", 0, 3));
        Dataset data = read();
        assertThat(Parquet.matches(path)).isTrue();
        assertThat(data.rows().columns()).isEqualTo(2);
        assertThat(data.rows().toArray()).containsExactly(1.5f, -2, 0, 3);
        assertThat(data.ids()).containsExactly("a", "b");
        assertThat(data.notes()).singleElement().asString().contains("from column vector", "from column id");
    }

    @Test
    void rowsWithoutAColumnOfIdsHaveNone() throws IOException {
        write(list("float"), vector(1), vector(2));
        assertThat(read().ids()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "ZSTD", "LZ4_RAW"})
    void readsWhatIsCompressed(CompressionCodecName codec) throws IOException {
        write(codec, list("float"), vector(1, 2), vector(3, 4));
        assertThat(read().rows().toArray()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void readsDoubles() throws IOException {
        write(list("double"), row -> row.addGroup("vector").addGroup("list").append("element", 0.1));
        assertThat(read().rows().toArray()).containsExactly(0.1f);
    }

    @Test
    void readsHalves() throws IOException {
        Binary half = Binary.fromConstantByteArray(new byte[] {0x00, (byte) 0xC1});
        write(
                list("fixed_len_byte_array(2)").replace("element;", "element (FLOAT16);"),
                row -> row.addGroup("vector").addGroup("list").append("element", half));
        assertThat(read().rows().toArray()).containsExactly(-2.5f);
    }

    @Test
    void readsListsWithoutTheGroupsOfToday() throws IOException {
        write("repeated float vector;", row -> {
            row.append("vector", 1f);
            row.append("vector", 2f);
        });
        assertThat(read().rows().toArray()).containsExactly(1, 2);
    }

    @Test
    void readsManyRowGroups() throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType("message table { " + list("float") + ID + " }");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(path))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withRowGroupSize(1000L)
                .withPageSize(200)
                .build()) {
            SimpleGroupFactory groups = new SimpleGroupFactory(schema);
            for (int i = 0; i < 2000; i++) {
                Group group = groups.newGroup();
                row("id" + i, i, -i).accept(group);
                writer.write(group);
            }
        }
        Dataset data = read();
        float[] last = new float[2];
        data.rows().read(1999, last, 0);
        assertThat(last).containsExactly(1999, -1999);
        assertThat(data.ids()).hasSize(2000).endsWith("id1999");
        List<String> texts = new ArrayList<>();
        try (ParquetTexts all = Parquet.texts(path, "id")) {
            all.forEachRemaining(texts::add);
        }
        assertThat(texts).isEqualTo(data.ids());
    }

    @Test
    void readsWholeNumbersAsIds() throws IOException {
        write(list("float") + "required int64 key;", vector(1).andThen(row -> row.append("key", 1L << 40)));
        Dataset data = Parquet.read(path, ParquetColumns.DEFAULT.withId("key"));
        assertThat(data.ids()).containsExactly(Long.toString(1L << 40));
    }

    @Test
    void readsClasses() throws IOException {
        write(list("float") + ID, row("sea", 1), row("law", 2), row("sea", 3));
        Labels labels =
                Parquet.read(path, ParquetColumns.DEFAULT.withLabel("id")).labels();
        assertThat(labels.names()).containsExactly("law", "sea");
        assertThat(labels.classes()).containsExactly(1, 0, 1);
    }

    @Test
    void aMissingTextIsEmpty() throws IOException {
        write(list("float") + ID, row("a", 1), vector(2));
        try (ParquetTexts texts = Parquet.texts(path, "id")) {
            assertThat(texts.next()).isEqualTo("a");
            assertThat(texts.next()).isEmpty();
            assertThat(texts.hasNext()).isFalse();
        }
    }

    @Test
    void refusesVectorsOfOtherLengths() throws IOException {
        write(list("float"), vector(1, 2), vector(3, 4), vector(5));
        refuses("row 2, column vector: has 1 numbers, but row 0 has 2");
    }

    @Test
    void refusesAMissingVector() throws IOException {
        write(list("float"), vector(1, 2), row -> {});
        refuses("row 1, column vector: the vector is missing");
    }

    @Test
    void refusesAnEmptyVector() throws IOException {
        write(list("float"), vector(1, 2), vector());
        refuses("row 1, column vector: the vector is missing or empty");
    }

    @Test
    void refusesAMissingNumber() throws IOException {
        write(list("float"), vector(1, 2), vector(3).andThen(row -> row.getGroup("vector", 0)
                .addGroup("list")));
        refuses("row 1, column vector: a number is missing");
    }

    @Test
    void refusesANumberThatIsNotFinite() throws IOException {
        write(list("float"), vector(1, 2), vector(3, Float.NaN));
        refuses("row 1, column vector: number 1 is NaN");
    }

    @Test
    void refusesAColumnThatIsNotThereAndNamesTheOthers() throws IOException {
        write(list("float") + ID, row("a", 1));
        refuses("has no column embedding among vector, id", ParquetColumns.DEFAULT.withVector("embedding"));
        refuses("has no column key among vector, id", ParquetColumns.DEFAULT.withId("key"));
    }

    @Test
    void refusesAColumnOfAnotherKind() throws IOException {
        write(list("float") + ID, row("a", 1));
        refuses("column id: holds no lists of numbers, but", ParquetColumns.DEFAULT.withVector("id"));
        refuses("column vector: holds no texts or whole numbers, but", ParquetColumns.DEFAULT.withId("vector"));
    }

    @Test
    void refusesATableWithoutVectors() throws IOException {
        write(ID, row -> row.append("id", "a"));
        refuses("has no columns of lists of numbers among its columns id");
    }

    @Test
    void refusesToChooseAmongColumnsOfVectors() throws IOException {
        write("repeated float a; repeated float b;", row -> {});
        refuses("has 2 columns of lists of numbers among its columns a, b; name one by --vector-column");
    }

    @Test
    void refusesAFileWithoutRows() throws IOException {
        write(list("float"));
        refuses("holds no rows");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void survivesDamage(boolean cut) throws IOException {
        write(list("float") + ID, row("a", 1, 2), row("b", 3, 4), row("c", 5, 6));
        byte[] good = Files.readAllBytes(path);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = cut ? Arrays.copyOf(good, i) : good.clone();
            if (!cut) {
                bad[i] = (byte) random.nextInt(256);
            }
            Files.write(path, bad);
            try {
                assertThat(read().rows().columns()).isPositive();
            } catch (InputException e) {
                assertThat(e).hasMessageStartingWith(path.toString()).hasMessageNotContaining("\n");
            }
        }
    }
}
