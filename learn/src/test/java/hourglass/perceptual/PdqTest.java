package hourglass.perceptual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the symmetries of the transform and the median make of PDQ. */
class PdqTest {
    private static final int SIDE = 16;
    // A width that 64 cells and their windows cut evenly, so that a mirrored picture has the mirrored samples but for
    // half a pixel.
    private final Scene scene = Scene.of(3, 448, 448);

    private static double[] coefficients(Scene scene) {
        return Pdq.of(scene.image()).coefficients();
    }

    private static double greatest(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> Math.abs(values[i]))
                .max()
                .orElseThrow();
    }

    @Test
    void halfOfTheBitsAreOne() {
        long[] code = Pdq.of(scene.image()).fingerprint().code();
        assertThat(IntStream.range(0, 4).map(i -> Long.bitCount(code[i])).sum()).isEqualTo(128);
    }

    @Test
    void mirroringTurnsTheSignsOfOddFrequencies() {
        double[] upright = coefficients(scene);
        double[] mirrored = coefficients(scene.mirrored());
        double tolerance = 0.05 * greatest(upright);
        for (int i = 0; i < upright.length; i++) {
            int sign = (i % SIDE + 1) % 2 == 0 ? 1 : -1;
            assertThat(mirrored[i]).isCloseTo(sign * upright[i], within(tolerance));
        }
    }

    @Test
    void transposingExchangesTheFrequencies() {
        double[] upright = coefficients(scene);
        double[] transposed = coefficients(scene.transposed());
        double tolerance = 1e-3 * greatest(upright);
        for (int i = 0; i < upright.length; i++) {
            assertThat(transposed[i]).isCloseTo(upright[i % SIDE * SIDE + i / SIDE], within(tolerance));
        }
    }
}
