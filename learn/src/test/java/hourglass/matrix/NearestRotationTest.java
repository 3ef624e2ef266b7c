package hourglass.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.random.Seeds;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NearestRotationTest {
    private static double[] random(int n, long seed) {
        SplittableRandom random = Seeds.random(seed, n);
        double[] matrix = new double[n * n];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = random.nextGaussian();
        }
        return matrix;
    }

    private static double trace(double[] matrix, float[] rotation) {
        double trace = 0;
        for (int i = 0; i < matrix.length; i++) {
            trace += matrix[i] * rotation[i];
        }
        return trace;
    }

    /** Of the plane's matrices (a b; c d) with a positive determinant it turns by atan2(c - b, a + d). */
    @Test
    void turnsThePlaneByTheKnownAngle() {
        float[] rotation = NearestRotation.of(new double[] {2, -1, 1.5, 1}, 2);
        double angle = Math.atan2(1.5 + 1, 2 + 1);
        assertThat(rotation[0]).isCloseTo((float) Math.cos(angle), within(1e-6f));
        assertThat(rotation[1]).isCloseTo((float) -Math.sin(angle), within(1e-6f));
        assertThat(rotation[2]).isCloseTo((float) Math.sin(angle), within(1e-6f));
        assertThat(rotation[3]).isCloseTo((float) Math.cos(angle), within(1e-6f));
    }

    @Property(tries = 30)
    void isOrthogonal(@ForAll @IntRange(min = 1, max = 20) int n, @ForAll @IntRange(max = 1000) int seed) {
        float[] rotation = NearestRotation.of(random(n, seed), n);
        float[] product = new float[n * n];
        Blas.multiplyTransposed(n, n, n, rotation, 0, n, rotation, 0, n, 0, product, 0, n);
        for (int i = 0; i < product.length; i++) {
            assertThat(product[i]).isCloseTo(i % (n + 1) == 0 ? 1 : 0, within(1e-5f));
        }
    }

    @Property(tries = 30)
    void hasNoSmallerTraceWithTheMatrixThanOthers(
            @ForAll @IntRange(min = 1, max = 12) int n, @ForAll @IntRange(max = 1000) int seed) {
        float[] other = NearestRotation.of(random(n, seed + 1), n);
        assertThat(trace(random(n, seed), NearestRotation.of(random(n, seed), n)))
                .isGreaterThanOrEqualTo(trace(random(n, seed), other) - 1e-5);
    }

    @Test
    void completesAMatrixOfFewerDirections() {
        float[] rotation = NearestRotation.of(new double[] {3, 0, 0, 0}, 2);
        assertThat(rotation[0]).isEqualTo(1);
        assertThat(Math.abs(rotation[3])).isEqualTo(1);
    }

    @Test
    void refusesAMatrixOfAnotherOrder() {
        assertThatIllegalArgumentException().isThrownBy(() -> NearestRotation.of(new double[3], 2));
    }
}
