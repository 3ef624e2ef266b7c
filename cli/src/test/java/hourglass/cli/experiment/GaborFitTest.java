package hourglass.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.ImageShape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaborFitTest {
    private static final ImageShape SHAPE = new ImageShape(12, 12, 1);

    private static float[] gabor(double degrees, double frequency, double phase, double along, double across) {
        double theta = Math.toRadians(degrees);
        float[] filter = new float[SHAPE.size()];
        for (int i = 0; i < filter.length; i++) {
            double right = i % 12 - 5.2;
            double down = Math.floorDiv(i, 12) - 6.1;
            double s = Math.cos(theta) * right + Math.sin(theta) * down;
            double t = Math.cos(theta) * down - Math.sin(theta) * right;
            double envelope = Math.exp(-s * s / (2 * along * along) - t * t / (2 * across * across));
            filter[i] = (float) (0.7 * envelope * Math.cos(2 * Math.PI * frequency * s + phase));
        }
        return filter;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.12, 0, 3, 3",
        "30, 0.2, 1, 2, 4",
        "90, 0.15, 1.6, 2.5, 1.8",
        "120, 0.3, 2.5, 1.5, 3",
        "170, 0.1, 4, 3, 2"
    })
    void theFunctionThatAFilterIsComesBack(
            double degrees, double frequency, double phase, double along, double across) {
        GaborFit fit = GaborFit.of(gabor(degrees, frequency, phase, along, across), 0, SHAPE);
        assertThat(Math.cos(Math.toRadians(2 * (fit.orientation() - degrees)))).isCloseTo(1, within(1e-6));
        assertThat(fit.frequency()).isCloseTo(frequency, within(1e-4));
        assertThat(fit.along()).isCloseTo(along, within(1e-3));
        assertThat(fit.across()).isCloseTo(across, within(1e-3));
        assertThat(fit.explained()).isCloseTo(1, within(1e-6));
    }

    @Test
    void anEnvelopeIsNoWiderThanTheFilter() {
        GaborFit grating = GaborFit.of(gabor(40, 0.2, 1, 1000, 1000), 0, SHAPE);
        assertThat(grating.explained()).isGreaterThan(0.99);
        assertThat(grating.along()).isEqualTo(12);
    }

    @Test
    void noiseIsNoGaborFunction() {
        SplittableRandom random = new SplittableRandom(3);
        float[] noise = new float[SHAPE.size()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        assertThat(GaborFit.of(noise, 0, SHAPE).explained()).isLessThan(0.3);
    }

    @Test
    void responsesAreHalfOfTheLargestAtTheEndsOfTheBand() {
        GaborFit fit = new GaborFit(0, 0.2, 2, 2, 1);
        double ratio = Math.pow(2, fit.bandwidth());
        double low = 2 * fit.frequency() / (1 + ratio);
        double response = Math.exp(-Math.pow(2 * Math.PI * fit.along() * (fit.frequency() - low), 2) / 2);
        assertThat(response).isCloseTo(0.5, within(1e-12));
        assertThat(low * ratio - fit.frequency()).isCloseTo(fit.frequency() - low, within(1e-12));
    }

    @Test
    void aBlobHasNoLowerEndOfItsBand() {
        assertThat(new GaborFit(0, 0.05, 2, 2, 1).bandwidth()).isInfinite();
    }

    @Test
    void aFilterOfZerosIsExplainedByNothing() {
        assertThat(GaborFit.of(new float[SHAPE.size()], 0, SHAPE).explained()).isZero();
    }
}
