package hourglass.data.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Rows;
import hourglass.data.generated.PenDigits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"train-images-idx3-ubyte", "train-images-idx3-ubyte.gz"})
    void readsWhatItWrote(String name) {
        Dataset digits = PenDigits.of(50, 1);
        Idx.write(folder.resolve(name), digits.rows(), requireNonNull(digits.imageShape()));
        Idx.writeLabels(folder.resolve("train-labels-idx1-ubyte.gz"), requireNonNull(digits.labels()));

        Dataset read = Idx.read(folder.resolve(name), ReadOptions.DEFAULT);

        assertThat(read.rows().toArray()).isEqualTo(digits.rows().toArray());
        assertThat(read.imageShape()).isEqualTo(digits.imageShape());
        assertThat(requireNonNull(read.labels()).classes())
                .isEqualTo(digits.labels().classes());
    }

    @Test
    void writesColourAsAFourthDimension() {
        Path path = folder.resolve("colour");
        Rows rows = Rows.of(new float[] {0, 0.2f, 1, 1, 0, 0}, 6);
        Idx.write(path, rows, new ImageShape(1, 2, 3));
        Dataset read = Idx.read(path, ReadOptions.DEFAULT);
        assertThat(read.imageShape()).isEqualTo(new ImageShape(1, 2, 3));
        assertThat(read.rows().toArray()).containsExactly(0, 0.2f, 1, 1, 0, 0);
    }

    @Test
    void writesWhatIsOutsideBlackAndWhiteAsTheNearest() {
        Path path = folder.resolve("outside");
        Idx.write(path, Rows.of(new float[] {-3, 7}, 2), new ImageShape(1, 2, 1));
        assertThat(Idx.read(path, ReadOptions.DEFAULT).rows().toArray()).containsExactly(0, 1);
    }

    @Test
    void readsBytesAsTheyAreIfTheyAreNoPixels() throws IOException {
        Path path = file("counts", new byte[] {7, (byte) 200}, 0x08, 2, 1);
        assertThat(Idx.read(path, ReadOptions.DEFAULT.withWhite(1)).rows().toArray())
                .containsExactly(7, 200);
    }

    @Test
    void readsNumbersOfOtherTypes() throws IOException {
        byte[] floats = ByteBuffer.allocate(8).putFloat(1.5f).putFloat(-2).array();
        byte[] shorts = ByteBuffer.allocate(4)
                .putShort((short) 300)
                .putShort((short) -1)
                .array();
        byte[] doubles = ByteBuffer.allocate(16).putDouble(0.25).putDouble(3).array();
        byte[] ints = ByteBuffer.allocate(8).putInt(70_000).putInt(-5).array();
        assertThat(values(0x0D, floats)).containsExactly(1.5f, -2);
        assertThat(values(0x0B, shorts)).containsExactly(300, -1);
        assertThat(values(0x0E, doubles)).containsExactly(0.25f, 3);
        assertThat(values(0x0C, ints)).containsExactly(70_000, -5);
        assertThat(values(0x09, new byte[] {-1, 5})).containsExactly(-1, 5);
    }

    private float[] values(int type, byte[] data) throws IOException {
        return Idx.read(file("numbers" + type, data, type, 1, 2), ReadOptions.DEFAULT)
                .rows()
                .toArray();
    }

    @Test
    void refusesAnotherMagicNumber() throws IOException {
        Path path = Files.write(folder.resolve("zip"), new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0});
        refuses(path, "zip: byte 0: starts with 50 4b 03 04");
    }

    @Test
    void refusesZeroRows() throws IOException {
        refuses(file("none", new byte[0], 8, 0, 28, 28), "none: byte 4: dimension 0 has size 0");
    }

    @Test
    void refusesSizesBeyondTheFile() throws IOException {
        refuses(file("short", new byte[10], 8, 3, 4), "short: byte 22: the file ends here, 2 bytes too early");
    }

    @Test
    void refusesBytesBeyondTheSizes() throws IOException {
        refuses(file("long", new byte[10], 8, 3, 3), "long: byte 21: continues after the 9 bytes");
    }

    @Test
    void refusesHugeSizesWithoutTakingMemoryForThem() throws IOException {
        int most = Integer.MAX_VALUE;
        refuses(
                file("huge", new byte[10], 8, most, most, most),
                "huge: promises 2147483647 rows of 4611686014132420609");
    }

    @Test
    void refusesNumbersThatAreNotFinite() throws IOException {
        byte[] floats = ByteBuffer.allocate(16).putFloat(4, Float.NaN).array();
        refuses(file("nan", floats, 0x0D, 2, 2), "nan: row 0, column 1: NaN is not a finite number");
    }

    @Test
    void refusesLabelsInPlaceOfImages() throws IOException {
        refuses(file("list", new byte[10], 8, 10), "list: byte 3: holds a list of 10 numbers");
    }

    @Test
    void refusesLabelsOfOtherImages() throws IOException {
        Path images = file("images-idx2-ubyte", new byte[4], 8, 2, 2);
        Path labels = file("labels-idx1-ubyte", new byte[3], 8, 3);
        refuses(images, labels + ": holds 3 labels, but " + images + " holds 2 rows");
    }

    @Test
    void numbersOfClassesAreTheirNames() throws IOException {
        Path images = file("images-idx2-ubyte", new byte[4], 8, 2, 2);
        file("labels-idx1-ubyte", new byte[] {3, 1}, 8, 2);
        Labels labels = requireNonNull(Idx.read(images, ReadOptions.DEFAULT).labels());
        assertThat(labels.names()).containsExactly("1", "3");
        assertThat(labels.classes()).containsExactly(1, 0);
    }

    @Test
    void writesTheNamesOfClassesThatAreNumbers() {
        Path file = folder.resolve("letters-labels-idx1-ubyte");
        Labels labels = new Labels(new int[] {1, 0}, List.of("24", "26"));
        Idx.writeLabels(file, labels);
        assertThat(LabelsFile.require(file, folder.resolve("letters"), 2).nameOf(0))
                .isEqualTo("26");
    }

    @Test
    void refusesRowsOfAnotherShape() {
        assertThatThrownBy(() -> Idx.write(folder.resolve("x"), Rows.of(new float[6], 6), new ImageShape(2, 2, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6 columns");
    }

    @Test
    void survivesCorruption() throws IOException {
        Damage.survivedBy(file("plain", new byte[60], 8, 5, 3, 4), path -> Idx.read(path, ReadOptions.DEFAULT));
    }

    @Test
    void survivesCorruptionOfFloats() throws IOException {
        Damage.survivedBy(file("floats", new byte[48], 0x0D, 3, 4), path -> Idx.read(path, ReadOptions.DEFAULT));
    }

    @Test
    void survivesCorruptionOfCompressedData() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(Files.readAllBytes(file(
                    "plain", "some text, for want of anything better".getBytes(StandardCharsets.US_ASCII), 8, 19, 2)));
        }
        Damage.survivedBy(
                Files.write(folder.resolve("zipped"), bytes.toByteArray()),
                path -> Idx.read(path, ReadOptions.DEFAULT));
    }

    @Test
    void survivesCorruptionOfLabels() throws IOException {
        Path images = file("images-idx2-ubyte", new byte[20], 8, 20, 1);
        Path labels = file("labels-idx1-ubyte", new byte[20], 8, 20);
        Damage.survivedBy(labels, path -> Idx.read(images, path, ReadOptions.DEFAULT));
    }

    private static void refuses(Path path, String message) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Idx.read(path, ReadOptions.DEFAULT))
                .withMessageContaining(message);
    }

    private Path file(String name, byte[] data, int type, int... sizes) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + data.length);
        bytes.put(new byte[] {0, 0, (byte) type, (byte) sizes.length});
        for (int size : sizes) {
            bytes.putInt(size);
        }
        return Files.write(folder.resolve(name), bytes.put(data).array());
    }
}
