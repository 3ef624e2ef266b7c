package hourglass.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import dev.ludovic.netlib.lapack.LAPACK;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {
    static Stream<LAPACK> backends() {
        return Stream.of(Lapack.BACKEND, JavaLAPACK.getInstance());
    }

    @ParameterizedTest
    @MethodSource("backends")
    void findsThoseOfASmallMatrix(LAPACK backend) {
        SymmetricEigen eigen = SymmetricEigen.largest(new double[] {2, 1, 1, 2}, 2, 2, backend);
        double half = Math.sqrt(0.5);
        assertThat(eigen.values()).containsExactly(new double[] {3, 1}, within(1e-14));
        assertThat(Arrays.stream(eigen.vectors()).map(Math::abs).toArray())
                .containsExactly(new double[] {half, half, half, half}, within(1e-14));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void solvesTheDefiningEquation(LAPACK backend) {
        for (int n : new int[] {1, 2, 3, 17, 64}) {
            double[] matrix = randomSymmetric(n);
            SymmetricEigen eigen = SymmetricEigen.largest(matrix.clone(), n, n, backend);
            for (int i = 0; i < n; i++) {
                double[] vector = Arrays.copyOfRange(eigen.vectors(), i * n, (i + 1) * n);
                double value = eigen.values()[i];
                assertThat(product(matrix, vector))
                        .containsExactly(
                                Arrays.stream(vector).map(v -> value * v).toArray(), within(1e-12));
            }
            assertOrthonormal(eigen, n);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void sortsFromTheLargestDownAndLeavesTheRestOut(LAPACK backend) {
        double[] matrix = randomSymmetric(23);
        SymmetricEigen all = SymmetricEigen.largest(matrix.clone(), 23, 23, backend);
        SymmetricEigen some = SymmetricEigen.largest(matrix.clone(), 23, 5, backend);
        double[] rising = all.values().clone();
        Arrays.sort(rising);
        for (int i = 0; i < 23; i++) {
            assertThat(all.values()[i]).isEqualTo(rising[22 - i]);
        }
        assertThat(some.values()).containsExactly(Arrays.copyOf(all.values(), 5), within(1e-13));
        assertThat(some.vectors()).containsExactly(Arrays.copyOf(all.vectors(), 5 * 23), within(1e-11));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void readsTheUpperTriangleOnly(LAPACK backend) {
        double[] matrix = randomSymmetric(9);
        double[] upper = matrix.clone();
        for (int i = 0; i < 9; i++) {
            Arrays.fill(upper, i * 9, i * 9 + i, 1e9);
        }
        assertThat(SymmetricEigen.largest(upper, 9, 9, backend).values())
                .isEqualTo(SymmetricEigen.largest(matrix, 9, 9, backend).values());
    }

    @ParameterizedTest
    @MethodSource("backends")
    void findsOrthonormalVectorsOfEqualValues(LAPACK backend) {
        for (double scale : new double[] {0, 1, 1e-30, 1e30}) {
            double[] matrix = new double[12 * 12];
            for (int i = 0; i < 12; i++) {
                matrix[i * 13] = scale;
            }
            SymmetricEigen eigen = SymmetricEigen.largest(matrix, 12, 12, backend);
            assertThat(eigen.values()).containsOnly(scale);
            assertOrthonormal(eigen, 12);
        }
    }

    @Test
    void makesTheLargestNumberOfAVectorPositive() {
        SymmetricEigen eigen = SymmetricEigen.largest(randomSymmetric(31), 31, 31);
        for (int i = 0; i < 31; i++) {
            double[] vector = Arrays.copyOfRange(eigen.vectors(), i * 31, (i + 1) * 31);
            double largest = Arrays.stream(vector).max().orElseThrow();
            assertThat(Arrays.stream(vector).map(Math::abs).max()).hasValue(largest);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 4})
    void refusesNumbersOfEigenvaluesThatAMatrixLacks(int k) {
        assertThatThrownBy(() -> SymmetricEigen.largest(new double[9], 3, k))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(k + " eigenvalues of a matrix of order 3 in 9 numbers");
    }

    private static double[] randomSymmetric(int n) {
        SplittableRandom random = new SplittableRandom(n);
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i * n + j] = random.nextDouble(-1, 1);
                matrix[j * n + i] = matrix[i * n + j];
            }
        }
        return matrix;
    }

    private static double[] product(double[] matrix, double[] vector) {
        int n = vector.length;
        double[] product = new double[n];
        for (int i = 0; i < n * n; i++) {
            product[i / n] += matrix[i] * vector[i % n];
        }
        return product;
    }

    private static void assertOrthonormal(SymmetricEigen eigen, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double dot = 0;
                for (int c = 0; c < n; c++) {
                    dot += eigen.vectors()[i * n + c] * eigen.vectors()[j * n + c];
                }
                assertThat(dot).isCloseTo(i == j ? 1 : 0, within(1e-12));
            }
        }
    }
}
