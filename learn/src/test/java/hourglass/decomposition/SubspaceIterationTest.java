package hourglass.decomposition;

import static hourglass.decomposition.Correlated.largestDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubspaceIterationTest {
    private static final ThreadTeam TEAM = ThreadTeam.shared();

    @ParameterizedTest
    @CsvSource({"3000, 70, 40, 0.8", "300, 200, 60, 0.8", "30, 150, 100, 0.9"})
    void comesCloseToTheExactComponents(int rows, int columns, int factors, double decay) {
        Rows data = Correlated.rows(rows, columns, factors, decay, 1);
        PrincipalComponents exact = PrincipalComponents.fit(data, 5, TEAM);
        PrincipalComponents near = PrincipalComponents.fitRandomized(data, 5, SubspaceIteration.withSeed(3), TEAM);
        assertThat(near.mean()).containsExactly(exact.mean(), within(1e-6f));
        assertThat(near.totalVariance()).isCloseTo(exact.totalVariance(), within(1e-6 * exact.totalVariance()));
        for (int i = 0; i < 5; i++) {
            assertThat(near.variances()[i]).isCloseTo(exact.variances()[i], within(1e-5f * exact.variances()[i]));
        }
        assertThat(largestDifference(near.components(), exact.components())).isLessThan(2e-3);
        PrincipalComponentsTest.assertOrthonormal(near, 2e-6);
    }

    /** A subspace as large as the rank leaves nothing to iterate. */
    @Test
    void isExactWhereTheSubspaceHoldsAllDirections() {
        Rows data = Correlated.rows(200, 80, 6, 0.9, 2);
        PrincipalComponents exact = PrincipalComponents.fit(data, 6, TEAM);
        PrincipalComponents near = PrincipalComponents.fitRandomized(data, 6, new SubspaceIteration(0, 0, 5), TEAM);
        assertThat(near.variances()).containsExactly(exact.variances(), within(1e-5f * exact.variances()[0]));
        assertThat(largestDifference(near.components(), exact.components())).isLessThan(1e-4);
    }

    @Test
    void everyIterationComesCloser() {
        Rows data = Correlated.rows(500, 100, 100, 0.97, 3);
        float[] items = data.toArray();
        double before = Double.POSITIVE_INFINITY;
        for (int iterations = 0; iterations < 5; iterations++) {
            PrincipalComponents near =
                    PrincipalComponents.fitRandomized(data, 10, new SubspaceIteration(2, iterations, 1), TEAM);
            double error = Correlated.meanSquaredError(items, near.reconstruct(items), 100);
            assertThat(error).isLessThan(before);
            before = error;
        }
    }

    @Test
    void sameSeedSameBits() {
        Rows data = Correlated.rows(300, 50, 50, 0.95, 4);
        SubspaceIteration iteration = new SubspaceIteration(3, 1, 9);
        PrincipalComponents first = PrincipalComponents.fitRandomized(data, 4, iteration, TEAM);
        assertThat(PrincipalComponents.fitRandomized(data, 4, iteration, TEAM)).isEqualTo(first);
        assertThat(PrincipalComponents.fitRandomized(data, 4, new SubspaceIteration(3, 1, 10), TEAM))
                .isNotEqualTo(first);
    }

    @Test
    void wideDataAreFittedWithoutTheirCovariances() {
        float[] items = Correlated.values(40, 20_000, 3, 0.8, 5);
        PrincipalComponents fitted = PrincipalComponents.fit(Rows.of(items, 20_000), 3, TEAM);
        assertThat(largestDifference(fitted.reconstruct(items), items)).isLessThan(1e-3);
    }

    @Test
    void refusesMoreComponentsThanDirections() {
        Rows data = Correlated.rows(100, 30, 4, 0.8, 9);
        assertThatThrownBy(() -> PrincipalComponents.fitRandomized(data, 5, SubspaceIteration.withSeed(1), TEAM))
                .isInstanceOf(InputException.class)
                .hasMessage("code size: 5 components of data that vary in only 4 directions; give 1 to 4");
    }

    @Test
    void refusesAsManyComponentsAsRows() {
        Rows data = Rows.of(new float[4 * 10], 10);
        assertThatThrownBy(() -> PrincipalComponents.fitRandomized(data, 4, SubspaceIteration.withSeed(1), TEAM))
                .isInstanceOf(InputException.class)
                .hasMessage("code size: 4 components of 4 rows of 10 columns; give 1 to 3");
    }

    @Test
    void refusesNaN() {
        float[] items = Correlated.values(10, 5, 5, 1, 1);
        items[13] = Float.NaN;
        assertThatThrownBy(() ->
                        PrincipalComponents.fitRandomized(Rows.of(items, 5), 2, SubspaceIteration.withSeed(1), TEAM))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("data: column 4: ");
    }

    @Test
    void refusesNegativeNumbersOfIterations() {
        assertThatThrownBy(() -> new SubspaceIteration(5, -1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("oversampling 5 and -1 iterations, but neither may be below 0");
    }
}
