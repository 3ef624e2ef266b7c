package hourglass.data.file;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.Rows;
import java.awt.image.BufferedImage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data of up to 100 MB, read by a Java that may take 32 MB. */
@Tag("slow")
class LargerThanMemoryTest {
    private static final int ROWS = 100_000;
    private static final int COLUMNS = 1000;

    @TempDir
    private Path folder;

    /** What the other Java runs: reads everything once and tells the sum. */
    static final class Sum {
        private Sum() {}

        public static void main(String[] path) {
            Rows rows = Datasets.open(Path.of(path[0]), ReadOptions.DEFAULT.withWhite(1))
                    .rows();
            float[] values = new float[rows.columns()];
            double sum = 0;
            for (int row = 0; row < rows.count(); row++) {
                rows.read(row, values, 0);
                for (float value : values) {
                    sum += value;
                }
            }
            System.out.print(rows.count() + " " + (long) sum);
        }
    }

    @Test
    void readsIdx() throws Exception {
        Path file = folder.resolve("idx");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(header());
            sparse.setLength(12 + (long) ROWS * COLUMNS);
            sparse.seek(12 + (long) ROWS * COLUMNS - 1);
            sparse.write(77);
        }
        assertThat(sum(file)).isEqualTo(ROWS + " 77");
    }

    @Test
    void readsCompressedIdx() throws Exception {
        Path file = folder.resolve("idx.gz");
        try (OutputStream zip = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
            zip.write(header());
            byte[] row = new byte[COLUMNS];
            row[5] = 3;
            for (int i = 0; i < ROWS; i++) {
                zip.write(row);
            }
        }
        assertThat(sum(file)).isEqualTo(ROWS + " " + 3 * ROWS);
    }

    @Test
    void readsNpy() throws Exception {
        Path file = folder.resolve("npy");
        float[] block = new float[100 * COLUMNS];
        block[0] = 2;
        try (RowWriter writer = Npy.writer(file, COLUMNS)) {
            for (int i = 0; i < 250; i++) {
                writer.append(block, 100);
            }
            writer.commit();
        }
        assertThat(sum(file)).isEqualTo("25000 500");
    }

    @Test
    void readsCsv() throws Exception {
        Path file = folder.resolve("csv");
        String line = "1" + ",0".repeat(COLUMNS - 1) + "\n";
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (int i = 0; i < 10_000; i++) {
                writer.write(line);
            }
        }
        assertThat(sum(file)).isEqualTo("10000 10000");
    }

    @Test
    void readsFoldersOfImages() throws Exception {
        BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(17, 3, 0, 200);
        Path first = folder.resolve("0.png");
        ImageIO.write(image, "png", first.toFile());
        for (int i = 1; i < 300; i++) {
            Files.copy(first, folder.resolve(i + ".png"));
        }
        assertThat(sum(folder)).isEqualTo("300 60000");
    }

    private static byte[] header() {
        return ByteBuffer.allocate(12)
                .put(new byte[] {0, 0, 8, 2})
                .putInt(ROWS)
                .putInt(COLUMNS)
                .array();
    }

    private String sum(Path path) throws IOException, InterruptedException {
        Path unpacked = Files.createDirectories(folder.resolve("unpacked"));
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + unpacked,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sum.class.getName(),
                        path.toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(unpacked).isEmptyDirectory();
        return output;
    }
}
