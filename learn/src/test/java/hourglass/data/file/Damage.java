package hourglass.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Damages a good file in every way a disk or a network might, and asks what a reader makes of it. */
final class Damage {
    private static final int CHANGES = 150;
    /** So many lengths are tried, all of them where the file is shorter. */
    private static final int LENGTHS = 200;

    private Damage() {}

    /**
     * Reads the file cut off at all or many bytes, and with bytes changed; each either gives finite rows or names the
     * file.
     */
    static void survivedBy(Path file, Function<Path, Dataset> reader) throws IOException {
        byte[] good = Files.readAllBytes(file);
        int step = 1 + good.length / LENGTHS;
        for (int length = 0; length < good.length; length += step) {
            Files.write(file, Arrays.copyOf(good, length));
            read(file, reader, "cut off at byte " + length);
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int change = 0; change < CHANGES; change++) {
            byte[] bad = good.clone();
            int at = change < 2 * bad.length && change % 2 == 0 ? change / 2 : random.nextInt(bad.length);
            bad[at] = (byte) random.nextInt(256);
            Files.write(file, bad);
            read(file, reader, "byte %d changed to %d".formatted(at, bad[at]));
        }
    }

    private static void read(Path file, Function<Path, Dataset> reader, String damage) {
        try {
            assertThat(allFinite(reader.apply(file).rows())).as(damage).isTrue();
        } catch (InputException e) {
            assertThat(e.getMessage())
                    .as(damage)
                    .startsWith(file.toString())
                    .doesNotContain("\n")
                    .doesNotContain("(null)");
        } catch (RuntimeException | Error e) {
            fail(damage, e);
        }
    }

    private static boolean allFinite(Rows rows) {
        float[] values = new float[rows.columns()];
        for (int row = 0; row < rows.count(); row++) {
            rows.read(row, values, 0);
            for (float value : values) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
        }
        return true;
    }
}
