package hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.Rows;
import hourglass.random.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ForestBenchTest {
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
