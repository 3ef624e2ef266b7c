package hourglass.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CovarianceTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "7, 1, 1", "1, 5, 2", "13, 65, 1", "130, 33, 3", "97, 150, 2", "40, 2, 4"})
    void equalsTheDefinition(int count, int columns, int threads) {
        float[] values = Correlated.values(count, columns, 3, 1, 5);
        double[] expected = Correlated.covariances(values, columns);
        try (ThreadTeam team = ThreadTeam.of(threads)) {
            Covariance covariance = Covariance.of(new RowStream(Rows.of(values, columns), 17), team);
            assertUpperTriangle(covariance.values(), expected, columns, 1e-6);
            for (int column = 0; column < columns; column++) {
                assertThat(covariance.variances()[column]).isCloseTo(expected[column * columns + column], within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 31, 499, 500, 1000})
    void batchesOfAnySizeGiveTheSame(int batch) {
        Rows rows = Correlated.rows(500, 21, 5, 0.7, 2);
        Covariance whole = Covariance.of(rows, ThreadTeam.shared());
        Covariance batches = Covariance.of(new RowStream(rows, batch), ThreadTeam.shared());
        assertUpperTriangle(batches.values(), whole.values(), 21, 1e-5);
        assertThat(batches.mean()).containsExactly(whole.mean(), within(1e-6f));
    }

    /** The batches' means differ a thousand times more than rows within them. */
    @Test
    void sortedRowsLoseNothing() {
        float[] values = Correlated.values(300, 4, 2, 1, 3);
        for (int row = 0; row < 300; row++) {
            values[row * 4] += row / 100 * 1000;
        }
        Covariance covariance = Covariance.of(new RowStream(Rows.of(values, 4), 100), ThreadTeam.shared());
        double[] expected = Correlated.covariances(values, 4);
        for (int i = 0; i < 4; i++) {
            for (int j = i; j < 4; j++) {
                double scale = Math.sqrt(expected[i * 5] * expected[j * 5]);
                assertThat(covariance.values()[i * 4 + j]).isCloseTo(expected[i * 4 + j], within(1e-6 * scale));
            }
        }
    }

    @Test
    void largeMeansDoNotDrownSmallDeviations() {
        float[] values = Correlated.values(200, 3, 3, 1, 4);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.round(values[i] * 16) / 16f + 100_000;
        }
        Covariance covariance = Covariance.of(Rows.of(values, 3), ThreadTeam.shared());
        assertUpperTriangle(covariance.values(), Correlated.covariances(values, 3), 3, 1e-5);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void namesTheColumnThatHoldsNoNumber(float value) {
        float[] values = new float[12];
        values[7] = value;
        Covariance covariance = Covariance.of(Rows.of(values, 3), ThreadTeam.shared());
        assertThatThrownBy(covariance::variances)
                .isInstanceOf(InputException.class)
                .hasMessage("data: column 2: has variance NaN, so some value is NaN or infinite; "
                        + "remove or replace such values");
    }

    @Test
    void refusesAMatrixBeyondMemory() {
        assertThatThrownBy(() -> Covariance.of(Rows.of(new float[20_000], 20_000), ThreadTeam.shared()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("20000 columns")
                .hasMessageContaining("at most 16384");
    }

    private static void assertUpperTriangle(double[] actual, double[] expected, int n, double tolerance) {
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                assertThat(actual[i * n + j]).isCloseTo(expected[i * n + j], within(tolerance));
            }
        }
    }
}
