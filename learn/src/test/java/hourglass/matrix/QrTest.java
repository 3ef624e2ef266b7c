package hourglass.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import dev.ludovic.netlib.lapack.LAPACK;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QrTest {
    static Stream<LAPACK> backends() {
        return Stream.of(Lapack.BACKEND, JavaLAPACK.getInstance());
    }

    @ParameterizedTest
    @MethodSource("backends")
    void makesColumnsOrthonormal(LAPACK backend) {
        for (int[] size : new int[][] {{1, 1}, {7, 7}, {65, 13}, {200, 1}}) {
            float[] a = random(size[0], size[1]);
            Qr.orthonormalize(a, size[0], size[1], backend);
            assertOrthonormal(a, size[0], size[1]);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void firstColumnsSpanWhatTheySpanned(LAPACK backend) {
        float[] a = random(40, 6);
        float[] q = a.clone();
        Qr.orthonormalize(q, 40, 6, backend);
        for (int column = 0; column < 6; column++) {
            for (int later = column + 1; later < 6; later++) {
                assertThat(dot(a, column, q, later, 40, 6)).isCloseTo(0, within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void replacesColumnsThatDependOnOthers(LAPACK backend) {
        float[] a = random(50, 4);
        for (int row = 0; row < 50; row++) {
            a[row * 4 + 1] = 0;
            a[row * 4 + 3] = 2 * a[row * 4];
        }
        Qr.orthonormalize(a, 50, 4, backend);
        assertOrthonormal(a, 50, 4);
    }

    @Test
    void refusesMoreColumnsThanRows() {
        assertThatThrownBy(() -> Qr.orthonormalize(new float[6], 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no orthonormal columns for 2 x 3 in 6 numbers");
    }

    private static float[] random(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(rows);
        float[] a = new float[rows * columns];
        for (int i = 0; i < a.length; i++) {
            a[i] = (float) random.nextDouble(-1, 1);
        }
        return a;
    }

    private static double dot(float[] a, int i, float[] b, int j, int rows, int columns) {
        double dot = 0;
        for (int row = 0; row < rows; row++) {
            dot += (double) a[row * columns + i] * b[row * columns + j];
        }
        return dot;
    }

    private static void assertOrthonormal(float[] a, int rows, int columns) {
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j <= i; j++) {
                assertThat(dot(a, i, a, j, rows, columns)).isCloseTo(i == j ? 1 : 0, within(5e-6));
            }
        }
    }
}
