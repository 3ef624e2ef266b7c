package hourglass.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.ImageShape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GaborStatisticsTest {
    private static final int SIDE = 12;
    private static final ImageShape SHAPE = new ImageShape(SIDE, SIDE, 1);

    /** Stripes in a round envelope, from a wave to the right and down. */
    private static float[] stripes(double right, double down) {
        float[] filter = new float[SHAPE.size()];
        for (int i = 0; i < filter.length; i++) {
            double x = i % SIDE - 5.5;
            double y = Math.floorDiv(i, SIDE) - 5.5;
            filter[i] = (float) (Math.exp(-(x * x + y * y) / 8) * Math.cos(2 * Math.PI * (right * x + down * y)));
        }
        return filter;
    }

    private static float[] noise() {
        SplittableRandom random = new SplittableRandom(3);
        float[] noise = new float[SHAPE.size()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    private static GaborStatistics of(float[]... filters) {
        float[] all = new float[filters.length * SHAPE.size()];
        for (int i = 0; i < filters.length; i++) {
            System.arraycopy(filters[i], 0, all, i * SHAPE.size(), SHAPE.size());
        }
        return GaborStatistics.of(all, SHAPE);
    }

    @Test
    void mediansAreOfTheFiltersThatAreGaborFunctions() {
        GaborStatistics statistics = of(stripes(0.2, 0), stripes(0.25, 0), stripes(0.3, 0), noise());
        assertThat(statistics.gabors()).isEqualTo(0.75);
        assertThat(statistics.frequency()).isCloseTo(0.25, within(1e-4));
    }

    @Test
    void stripesStandInTheirSector() {
        GaborStatistics statistics = of(stripes(0.2, 0), stripes(0.15, 0.15), stripes(0, 0.2), stripes(0.15, -0.15));
        assertThat(statistics.orientations()).containsExactly(0.25, 0.25, 0.25, 0.25);
    }

    @Test
    void directionsJustBelow180DegreesAreThoseOfVerticalStripes() {
        assertThat(of(stripes(0.2, -0.02)).orientations()).containsExactly(1, 0, 0, 0);
    }

    @Test
    void withoutGaborFunctionsThereIsNoFrequency() {
        assertThat(of(new float[SHAPE.size()]).frequency()).isZero();
    }
}
