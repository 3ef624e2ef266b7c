package hourglass.data.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Rows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
                        .classes())
                .containsExactly(5, 2);
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
        file("test-labels.npy", "<f4", "(2,)", new byte[8]);
        refuses(images, "test-labels.npy: labels are whole numbers in one dimension, not F32 of shape [2]");
    }

    @Test
    void refusesColumnOrder() throws IOException {
        Path path = file("columns.npy", "<f4", "(2, 3)", new byte[24]);
        String content = Files.readString(path, StandardCharsets.ISO_8859_1).replace("False", "True ");
        Files.writeString(path, content, StandardCharsets.ISO_8859_1);
        refuses(path, "columns.npy: header: the array is stored column by column; save numpy.ascontiguousarray");
    }

    @Test
    void refusesObjects() throws IOException {
        refuses(file("objects.npy", "|O", "(2, 3)", new byte[24]), "has no type that can be read");
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

    @Test
    void survivesCorruption() throws IOException {
        Damage.survivedBy(
                file("damaged.npy", "<f4", "(2, 3)", new byte[24]), path -> Npy.read(path, ReadOptions.DEFAULT));
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
