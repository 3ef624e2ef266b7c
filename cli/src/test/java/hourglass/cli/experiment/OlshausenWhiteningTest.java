package hourglass.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;

class OlshausenWhiteningTest {
    private static final int SIDE = 64;

    /** Waves of two frequencies in cycles a picture, the second with an amplitude less by the ratio of both, as natural ones are. */
    private static Dataset waves(int low, int high) {
        float[] pixels = new float[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (0.5
                    + 0.2 * Math.cos(2 * Math.PI * low * (i % SIDE) / SIDE)
                    + 0.2 * low / high * Math.cos(2 * Math.PI * high * Math.floorDiv(i, SIDE) / SIDE));
        }
        return new Dataset("waves", Rows.of(pixels, pixels.length), List.of(), null, new ImageShape(SIDE, SIDE, 1));
    }

    private static float[] whitened(int low, int high) {
        float[] values = new float[56 * 56];
        OlshausenWhitening.of(waves(low, high), 0.1).rows().read(0, values, 0);
        return values;
    }

    /** How much varies along a row, and along a column. */
    private static double[] variances(float[] values) {
        double[] squares = new double[2];
        for (int i = 0; i < 56; i++) {
            double across = 0;
            double down = 0;
            for (int j = 0; j < 56; j++) {
                across += values[j * 56 + i] / 56;
                down += values[i * 56 + j] / 56;
            }
            squares[0] += across * across / 56;
            squares[1] += down * down / 56;
        }
        return squares;
    }

    @Test
    void frequenciesBelowTheCutoffBecomeEquallyStrong() {
        double[] variances = variances(whitened(2, 8));
        assertThat(variances[1] / variances[0]).isCloseTo(1, within(0.2));
    }

    @Test
    void theHighestFrequenciesVanish() {
        double[] variances = variances(whitened(2, 31));
        assertThat(variances[1] / variances[0]).isLessThan(0.1);
    }

    @Test
    void pixelsHaveTheVarianceAskedFor() {
        double squares = 0;
        for (float value : whitened(2, 8)) {
            squares += value * value / (56 * 56.0);
        }
        assertThat(squares).isCloseTo(0.1, within(1e-6));
    }
}
