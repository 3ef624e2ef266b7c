package hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.Rows;
import hourglass.random.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForestBenchTest {
    @Test
    void findsTheAnomaliesOfATable(@TempDir Path folder) throws IOException {
        SplittableRandom random = Seeds.random(4);
        StringBuilder text = new StringBuilder("kind,height,width,anomaly\n");
        for (int i = 0; i < 300; i++) {
            boolean odd = i % 30 == 0;
            text.append("%s,%s,%s,%s%n"
                    .formatted(
                            i % 2 == 0 ? "a" : "b",
                            random.nextDouble() + (odd ? 3 : 0),
                            random.nextDouble(),
                            odd ? "yes" : "no"));
        }
        assertThat(new ForestBench().area(Files.writeString(folder.resolve("table.csv"), text)))
                .isGreaterThan(0.99);
    }

    @Test
    void tellsFarRowsFromNearOnes() {
        SplittableRandom random = Seeds.random(3);
        float[] normal = new float[400 * 3];
        float[] test = new float[40 * 3];
        int[] classes = new int[40];
        for (int i = 0; i < normal.length; i++) {
            normal[i] = (float) random.nextDouble();
        }
        for (int i = 0; i < test.length; i++) {
            classes[i / 3] = i / 3 % 2;
            test[i] = (float) random.nextDouble() + 2 * classes[i / 3];
        }
        assertThat(new ForestBench().area(Rows.of(normal, 3), Rows.of(test, 3), classes, 0))
                .isGreaterThan(0.99);
    }
}
