package hourglass.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.random.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearPredictorTest {
    private static final ColumnLayout THREE = ColumnLayout.of(null, 3);

    /** The third is the sum of the others. */
    private static float[] sums(int rows) {
        SplittableRandom random = Seeds.random(8);
        float[] values = new float[3 * rows];
        for (int row = 0; row < rows; row++) {
            values[3 * row] = (float) random.nextGaussian();
            values[3 * row + 1] = (float) random.nextGaussian();
            values[3 * row + 2] = values[3 * row] + values[3 * row + 1];
        }
        return values;
    }

    @Test
    void predictsEachFromTheOthers() {
        LinearPredictor predictor = LinearPredictor.of(sums(300), THREE, 1e-4, 1);
        float[] predicted = predictor.fromTheOthers(new float[] {1, 2, 7});
        assertThat(predicted[0]).isCloseTo(5, within(0.05f));
        assertThat(predicted[1]).isCloseTo(6, within(0.05f));
        assertThat(predicted[2]).isCloseTo(3, within(0.05f));
    }

    @Test
    void fillsGapsWithTheirMeansGivenTheOthers() {
        LinearPredictor predictor = LinearPredictor.of(sums(2000), THREE, 1e-3, 1);
        float[] filled = {0, 0, 2};
        predictor.fill(new float[] {Float.NaN, Float.NaN, 2}, filled);
        assertThat(filled[0]).isCloseTo(1, within(0.1f));
        assertThat(filled[1]).isCloseTo(1, within(0.1f));
    }

    @Test
    void isNotMisledByOneRowInTen() {
        float[] rows = sums(300);
        for (int row = 0; row < 30; row++) {
            rows[3 * row + 2] = -4;
        }
        float[] predicted = LinearPredictor.of(rows, THREE, 0.01, 0.8).fromTheOthers(new float[] {1, 1, 0});
        assertThat(predicted[2]).isCloseTo(2, within(0.1f));
    }

    @Test
    void learnsFromRowsWithGaps() {
        float[] rows = sums(600);
        SplittableRandom random = Seeds.random(9);
        float[] gaps = rows.clone();
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = random.nextDouble() < 0.15 ? Float.NaN : gaps[i];
        }
        float[] predicted = LinearPredictor.filling(gaps, THREE, 0.01).fromTheOthers(new float[] {1, 1, 0});
        assertThat(predicted[2]).isCloseTo(2, within(0.15f));
    }
}
