package hourglass.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the description of the package, between two marks, runs. */
class PackageExampleTest {
    @TempDir
    private Path folder;

    @Test
    void findsTheCodeThatItSearchesFor() {
        Path file = folder.resolve("values.codes");
        // codes
        float[] values = new float[1_000 * 64];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        BinaryCodes codes = Thresholds.median(64, values).apply(values);
        HammingIndex.of(codes).write(file);

        Searcher searcher = HammingIndex.open(file).searcher();
        Neighbors found = new Neighbors();
        searcher.nearest(codes.code(7), 10, found);
        int nearest = found.item(0);
        int distance = found.distance(0);
        // end
        assertThat(nearest).isEqualTo(7);
        assertThat(distance).isZero();
        assertThat(found.count()).isEqualTo(10);
    }
}
