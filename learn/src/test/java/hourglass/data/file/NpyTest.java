package hourglass.data.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Rows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
    @TempDir
    private Path folder;

    @Property(tries = 100)
    void readsWhatItWrote(
            @ForAll @Size(min = 12, max = 12) float[] values, @ForAll @IntRange(min = 1, max = 4) int rows)
            throws IOException {
        Path path = Files.createTempFile("written", ".npy");
        try {
            Npy.write(path, Rows.of(values, 12 / rows));
            assertThat(Npy.read(path, ReadOptions.DEFAULT).rows().toArray()).isEqualTo(values);
        } finally {
            Files.delete(path);
        }
    }

    @Test
    void writesBlocksOfAnySize() {
        Path path = folder.resolve("blocks.npy");
        float[] block = new float[3 * 5000];
        try (RowWriter writer = Npy.writer(path, 3)) {
            for (int rows = 1; rows < 5000; rows *= 3) {
                block[0] = rows;
                writer.append(block, rows);
            }
            writer.commit();
        }
        Rows rows = Npy.read(path, ReadOptions.DEFAULT).rows();
        assertThat(rows.count()).isEqualTo(1 + 3 + 9 + 27 + 81 + 243 + 729 + 2187);
        float[] row = new float[3];
        rows.read(1 + 3 + 9, row, 0);
        assertThat(row).containsExactly(27, 0, 0);
    }

    /** As {@code numpy.save} wrote it: {@code numpy.arange(6, dtype='<f4').reshape(2, 3)}. */
    @Test
    void writesTheHeaderThatNumPyWrites() throws IOException {
        Path path = folder.resolve("header.npy");
        Npy.write(path, Rows.of(new float[] {0, 1, 2, 3, 4, 5}, 3));
        byte[] bytes = Files.readAllBytes(path);
        assertThat(bytes)
                .startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0)
                .hasSize(128 + 24);
        assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
                .isEqualTo("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }" + " ".repeat(58) + "\n");
    }

    @Test
    void namesColumnsWhoseNumbersFloatsCannotDistinguish() throws IOException {
        ByteBuffer stamps = ByteBuffer.allocate(8 * 60).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer counts = ByteBuffer.allocate(8 * 60).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < 30; row++) {
            stamps.putDouble(row % 2).putDouble(1.7e9 + row);
            counts.putDouble(row % 2).putDouble(1.6e7 + row);
        }
        Path blurred = file("stamps.npy", "<f8", "(30, 2)", stamps.array());
        Path exact = file("counts.npy", "<f8", "(30, 2)", counts.array());
        assertThat(Npy.read(blurred, ReadOptions.DEFAULT).notes())
                .singleElement()
                .asString()
                .contains("stamps.npy: column 1 holds numbers near 1.7E9, of which 32-bit numbers keep steps of 128");
        assertThat(Npy.read(exact, ReadOptions.DEFAULT).notes()).isEmpty();
    }

    @Test
    void readsOtherTypesAndByteOrders() throws IOException {
        ByteBuffer little = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        byte[] doubles = little.putDouble(0, 0.1).putDouble(8, -3).array().clone();
        byte[] longs = little.putLong(0, 5).putLong(8, -70_000).array().clone();
        byte[] bigFloats = ByteBuffer.allocate(8).putFloat(1.5f).putFloat(2).array();
        assertThat(values("<f8", doubles)).containsExactly(0.1f, -3);
        assertThat(values("<i8", longs)).containsExactly(5, -70_000);
        assertThat(values(">f4", bigFloats)).containsExactly(1.5f, 2);
        assertThat(values("|u1", new byte[] {51, -1})).containsExactly(0.2f, 1);
        assertThat(values("|b1", new byte[] {0, 1})).containsExactly(0, 1);
        assertThat(values("|i1", new byte[] {-128, 127})).containsExactly(-128, 127);
        assertThat(values("<f2", new byte[] {0, 0x3C, 0, (byte) 0xC1})).containsExactly(1, -2.5f);
        assertThat(values(">u2", new byte[] {-1, -1, 1, 0})).containsExactly(65_535, 256);
        assertThat(values(">i2", new byte[] {-1, -1, 1, 0})).containsExactly(-1, 256);
        assertThat(values("<u4", new byte[] {-1, -1, -1, -1, 1, 0, 0, 0})).containsExactly(0x1p32f, 1);
        assertThat(values("<i4", new byte[] {-1, -1, -1, -1, 1, 0, 0, 0})).containsExactly(-1, 1);
        byte[] largest = little.putLong(0, -1).putLong(8, 5).array().clone();
        assertThat(values("<u8", largest)).containsExactly(0x1p64f, 5);
    }

    private float[] values(String type, byte[] data) throws IOException {
        return Npy.read(file("values.npy", type, "(1, 2)", data), ReadOptions.DEFAULT)
                .rows()
                .toArray();
    }

    @Test
    void readsImages() throws IOException {
        assertThat(shape("(2, 3, 4)")).isEqualTo(new ImageShape(3, 4, 1));
        assertThat(shape("(2, 2, 2, 3)")).isEqualTo(new ImageShape(2, 2, 3));
        assertThat(shape("(2, 3, 2, 2)")).isNull();
        assertThat(shape("(2, 12)")).isNull();
        assertThat(shape("(24,)")).isNull();
    }

    private ImageShape shape(String shape) throws IOException {
        return Npy.read(file("images.npy", "|u1", shape, new byte[24]), ReadOptions.DEFAULT)
                .imageShape();
    }

    @Test
    void readsVersionTwo() throws IOException {
        String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }\n";
        ByteBuffer bytes = ByteBuffer.allocate(12 + header.length() + 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(Npy.MAGIC).put((byte) 2).put((byte) 0).putInt(header.length());
        bytes.put(header.getBytes(StandardCharsets.US_ASCII));
        Path path = Files.write(folder.resolve("two.npy"), bytes.array());
        assertThat(Npy.read(path, ReadOptions.DEFAULT).rows().count()).isEqualTo(2);
    }

    @Test
    void readsLabelsBeside() throws IOException {
        Path images = file("test-images.npy", "|u1", "(2, 2)", new byte[4]);
        file("test-labels.npy", "<i2", "(2,)", new byte[] {5, 0, 2, 0});
        assertThat(requireNonNull(Npy.read(images, ReadOptions.DEFAULT).labels())
                        .names())
                .containsExactly("2", "5");
    }

    @Test
    void readsLabelsThatWereWrittenBeside() {
        Path rows = folder.resolve("rows.npy");
        Npy.write(rows, Rows.of(new float[4], 2));
        Idx.writeLabels(Idx.labelsBeside(rows), new Labels(new int[] {1, 0}, List.of("0", "1")));
        assertThat(requireNonNull(Npy.read(rows, ReadOptions.DEFAULT).labels()).classes())
                .containsExactly(1, 0);
    }

    @Test
    void refusesLabelsThatAreNoWholeNumbers() throws IOException {
        Path images = file("test-images.npy", "|u1", "(2, 2)", new byte[4]);
        file("test-labels.npy", "<f4", "(2,)", new byte[] {0, 0, 0, 0, 0, 0, 0, 63});
        refuses(images, "test-labels.npy: holds labels that are not whole numbers");
    }

    @Test
    void passesOverTargetsThatAreNoWholeNumbers() throws IOException {
        Path rows = file("x.npy", "|u1", "(2, 2)", new byte[4]);
        file("y.npy", "<f4", "(2,)", new byte[] {0, 0, 0, 0, 0, 0, 0, 63});
        Dataset data = Npy.read(rows, ReadOptions.DEFAULT);
        assertThat(data.labels()).isNull();
        assertThat(data.notes()).singleElement().asString().contains("y.npy holds numbers that are not whole");
    }

    @ParameterizedTest
    @CsvSource({
        "x_train.npy, y_train.npy",
        "X_test.npy, y_test.npy",
        "train_x.npy, train_y.npy",
        "X.npy, Y.npy",
        "images.npy, labels.npy",
        "train_data.npy, train_labels.npy",
        "features.npy, targets.npy",
        "z.npy, z-labels.npy",
        "z.npy, z_labels.npy",
    })
    void readsLabelsUnderUsualNames(String rows, String labels) throws IOException {
        Path path = file(rows, "|u1", "(2, 2)", new byte[4]);
        file(labels, "|i1", "(2, 1)", new byte[] {7, 3});
        assertThat(requireNonNull(Npy.read(path, ReadOptions.DEFAULT).labels()).names())
                .containsExactly("3", "7");
    }

    @Test
    void readsLabelsThatAreTexts() throws IOException {
        Path path = file("x.npy", "|u1", "(2, 2)", new byte[4]);
        file("y.npy", "<U2", "(2,)", "oxa\0".getBytes(Charset.forName("UTF-32LE")));
        assertThat(requireNonNull(Npy.read(path, ReadOptions.DEFAULT).labels()).names())
                .containsExactly("a", "ox");
    }

    @Test
    void refusesLabelsOfSeveralColumns() throws IOException {
        Path path = file("x.npy", "|u1", "(2, 2)", new byte[4]);
        file("y.npy", "|u1", "(2, 3)", new byte[6]);
        refuses(path, "y.npy: labels are one a row, not of shape [2, 3]; save numpy.argmax(labels, axis=1)");
    }

    @Test
    void saysWhichFileOfLabelsIsNotThere() throws IOException {
        Path path = file("x_train.npy", "|u1", "(2, 2)", new byte[4]);
        file("y_trian.npy", "|u1", "(2,)", new byte[2]);
        assertThat(Datasets.absenceOfLabels(path))
                .contains("y_train.npy")
                .contains("y_trian.npy is not taken for its labels");
    }

    /** {@code numpy.arange(12).reshape(2, 3, 2)}, saved in Fortran's order. */
    @Test
    void readsColumnOrder() throws IOException {
        byte[] stored = {0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11};
        Path path = columnMajor(file("columns.npy", "|i1", "(2, 3, 2)", stored));
        assertThat(Npy.read(path, ReadOptions.DEFAULT).rows().toArray())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    private static Path columnMajor(Path path) throws IOException {
        String content = Files.readString(path, StandardCharsets.ISO_8859_1).replace("False", "True ");
        return Files.writeString(path, content, StandardCharsets.ISO_8859_1);
    }

    @Test
    void readsSizesAsPythonTwoWroteThem() throws IOException {
        assertThat(Npy.read(file("two.npy", "|u1", "(2L, 3L)", new byte[6]), ReadOptions.DEFAULT)
                        .rows()
                        .columns())
                .isEqualTo(3);
    }

    @Test
    void refusesObjects() throws IOException {
        refuses(file("objects.npy", "|O", "(2, 3)", new byte[24]), "holds values of type O, which cannot be read");
    }

    @Test
    void refusesASingleNumber() throws IOException {
        refuses(file("single.npy", "<f4", "()", new byte[4]), "has no shape");
    }

    @Test
    void refusesZeroRows() throws IOException {
        refuses(file("none.npy", "<f4", "(0, 3)", new byte[0]), "none.npy: holds 0 rows of 3 columns");
    }

    @Test
    void refusesNumbersTooLargeForAFloat() throws IOException {
        byte[] large = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(1e300)
                .array();
        refuses(file("large.npy", "<f8", "(1, 1)", large), "row 0, column 0: Infinity is not a finite number");
    }

    @Test
    void refusesSizesBeyondTheFile() throws IOException {
        refuses(file("short.npy", "<f4", "(2, 3)", new byte[20]), "the file ends here, 4 bytes too early");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<f4", "<f2", ">u2", "<U1", "<i8"})
    void survivesCorruption(String type) throws IOException {
        Damage.survivedBy(
                file("damaged.npy", type, "(2, 3)", new byte[48]), path -> Npy.read(path, ReadOptions.DEFAULT));
    }

    @Test
    void survivesCorruptionOfColumnOrder() throws IOException {
        Damage.survivedBy(
                columnMajor(file("damaged.npy", "<f4", "(2, 3)", new byte[24])),
                path -> Npy.read(path, ReadOptions.DEFAULT));
    }

    private static void refuses(Path path, String message) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Npy.read(path, ReadOptions.DEFAULT))
                .withMessageContaining(message);
    }

    private Path file(String name, String type, String shape, byte[] data) throws IOException {
        String header = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n".formatted(type, shape);
        ByteBuffer bytes =
                ByteBuffer.allocate(10 + header.length() + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(Npy.MAGIC).put((byte) 1).put((byte) 0).putShort((short) header.length());
        bytes.put(header.getBytes(StandardCharsets.US_ASCII)).put(data);
        return Files.write(folder.resolve(name), bytes.array());
    }
}
