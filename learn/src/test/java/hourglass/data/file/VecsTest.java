package hourglass.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.InputException;
import hourglass.data.Rows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VecsTest {
    @TempDir
    private Path folder;

    private static byte[] floats(float... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * numbers.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(numbers.length);
        for (float number : numbers) {
            bytes.putFloat(number);
        }
        return bytes.array();
    }

    private Path file(String name, byte[]... vectors) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] vector : vectors) {
            all.write(vector);
        }
        return Files.write(folder.resolve(name), all.toByteArray());
    }

    private static Rows read(Path path) {
        return Datasets.open(path, ReadOptions.DEFAULT).rows();
    }

    private void refuses(String reason, Path path) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read(path))
                .withMessageContainingAll(path.toString(), reason);
    }

    @Test
    void readsFloats() throws IOException {
        Rows rows = read(file("a.fvecs", floats(1.5f, -2), floats(0, 1e-3f)));
        assertThat(rows.columns()).isEqualTo(2);
        assertThat(rows.toArray()).containsExactly(1.5f, -2, 0, 1e-3f);
    }

    @Test
    void readsBytesAsPixels() throws IOException {
        Rows rows = read(file("a.bvecs", new byte[] {3, 0, 0, 0, 0, 51, (byte) 255}));
        assertThat(rows.toArray()).containsExactly(0, 0.2f, 1);
    }

    @Test
    void readsInts() throws IOException {
        byte[] vector = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(2)
                .putInt(-7)
                .putInt(1 << 20)
                .array();
        assertThat(read(file("a.ivecs", vector)).toArray()).containsExactly(-7, 1 << 20);
    }

    @Test
    void readsWhatIsZipped() throws IOException {
        Path path = folder.resolve("a.fvecs.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
            out.write(floats(1, 2, 3));
        }
        assertThat(read(path).toArray()).containsExactly(1, 2, 3);
    }

    @Test
    void refusesAVectorOfAnotherLength() throws IOException {
        refuses("row 2: has 1 numbers, but row 0 has 2", file("a.fvecs", floats(1, 2), floats(3, 4), floats(5)));
    }

    @Test
    void refusesWhatIsNotFinite() throws IOException {
        refuses("row 1, column 0: NaN", file("a.fvecs", floats(1), floats(Float.NaN)));
    }

    @Test
    void refusesAFileWithoutVectors() throws IOException {
        refuses("holds no vectors", file("a.fvecs"));
    }

    @Test
    void refusesALengthThatNoVectorHas() throws IOException {
        refuses("promises a vector of -1 numbers", file("a.fvecs", new byte[] {-1, -1, -1, -1, 0}));
    }

    @Test
    void survivesDamage() throws IOException {
        Path path = file("a.fvecs", floats(1, 2, 3), floats(4, 5, 6));
        Damage.survivedBy(path, file -> Datasets.open(file, ReadOptions.DEFAULT));
    }
}
