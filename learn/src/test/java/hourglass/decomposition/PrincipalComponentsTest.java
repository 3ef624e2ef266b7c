package hourglass.decomposition;

import static hourglass.decomposition.Correlated.largestDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.matrix.Qr;
import hourglass.matrix.SymmetricEigen;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.random.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalComponentsTest {
    private static final ThreadTeam TEAM = ThreadTeam.shared();
    private static final int COLUMNS = 24;
    private static final float[] ITEMS = Correlated.values(400, COLUMNS, 24, 0.9, 7);
    private static final PrincipalComponents FITTED = PrincipalComponents.fit(Rows.of(ITEMS, COLUMNS), 6, TEAM);

    /** Points at (3, 4) t + (4, -3) s, for t = -2, 2 and s = -1, 1: variances 25 t^2 = 100 and 25 s^2 = 25. */
    @Test
    void findsTheAxesOfFourPoints() {
        Rows rows = Rows.of(new float[] {-2, -11, -10, -5, 10, 5, 2, 11}, 2);
        PrincipalComponents fitted = PrincipalComponents.fit(rows, 2, TEAM);
        assertThat(fitted.mean()).containsExactly(0, 0);
        assertThat(fitted.components()).containsExactly(new float[] {0.6f, 0.8f, 0.8f, -0.6f}, within(1e-6f));
        assertThat(fitted.variances()).containsExactly(new float[] {100, 25}, within(1e-4f));
        assertThat(fitted.totalVariance()).isCloseTo(125, within(1e-5));
        assertThat(fitted.explainedVarianceRatio()).containsExactly(new float[] {0.8f, 0.2f}, within(1e-6f));
    }

    @Test
    void componentsAreOrthonormal() {
        assertOrthonormal(FITTED, 1e-6);
    }

    @Test
    void codesAreUncorrelatedWithTheVariancesOfTheComponents() {
        double[] covariances = Correlated.covariances(FITTED.encode(ITEMS), 6);
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                assertThat(covariances[i * 6 + j]).isCloseTo(i == j ? FITTED.variances()[i] : 0, within(1e-4));
            }
        }
    }

    @Property(tries = 20)
    void errorIsTheVarianceLeftOut(@ForAll @IntRange(min = 1, max = 24) int codeSize) {
        PrincipalComponents fitted = PrincipalComponents.fit(Rows.of(ITEMS, COLUMNS), codeSize, TEAM);
        assertThat(Correlated.meanSquaredError(ITEMS, fitted.reconstruct(ITEMS), COLUMNS))
                .isCloseTo(fitted.totalVariance() - sum(fitted.variances()), within(1e-4));
    }

    @Test
    void fewerRowsThanColumnsAreRebuiltFromOneComponentLess() {
        float[] items = Correlated.values(9, 40, 20, 0.9, 1);
        PrincipalComponents fitted = PrincipalComponents.fit(Rows.of(items, 40), 8, TEAM);
        assertThat(largestDifference(fitted.reconstruct(items), items)).isLessThan(1e-4);
    }

    @Test
    void twoRowsHaveOneDirection() {
        float[] items = {1, 2, 3, 5, 5, 5};
        PrincipalComponents fitted = PrincipalComponents.fit(Rows.of(items, 3), 1, TEAM);
        assertThat(largestDifference(fitted.reconstruct(items), items)).isLessThan(1e-5);
    }

    @Test
    void constantColumnsComeBackAsTheyAre() {
        float[] items = Correlated.values(50, 4, 4, 0.9, 1);
        for (int i = 2; i < items.length; i += 4) {
            items[i] = 7.25f;
        }
        PrincipalComponents fitted = PrincipalComponents.fit(Rows.of(items, 4), 3, TEAM);
        assertThat(largestDifference(fitted.reconstruct(items), items)).isLessThan(1e-5);
    }

    @Test
    void columnsOfVeryDifferentUnitsAreAllDirections() {
        float[] items = Correlated.values(200, 3, 3, 1, 6);
        for (int i = 0; i < items.length; i += 3) {
            items[i] *= 10_000;
        }
        double[] exact =
                SymmetricEigen.largest(Correlated.covariances(items, 3), 3, 3).values();
        float[] variances = PrincipalComponents.fit(Rows.of(items, 3), 3, TEAM).variances();
        for (int i = 0; i < 3; i++) {
            assertThat(variances[i]).isCloseTo((float) exact[i], withinPercentage(0.1));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 1", "1, 3", "511, 2", "1500, 2", "2, 4"})
    void batchesAreCodedAsRowByRow(int rows, int threads) {
        float[] items = Correlated.values(rows, COLUMNS, 24, 0.8, 8);
        float[] row = new float[COLUMNS];
        try (ThreadTeam team = ThreadTeam.of(threads)) {
            float[] codes = FITTED.encode(items, team);
            float[] rebuilt = FITTED.decode(codes, team);
            for (int i = 0; i < rows; i++) {
                System.arraycopy(items, i * COLUMNS, row, 0, COLUMNS);
                float[] code = FITTED.encode(row);
                assertThat(largestDifference(FITTED.decode(code), slice(rebuilt, i, COLUMNS)))
                        .isLessThan(1e-5);
                assertThat(largestDifference(code, slice(codes, i, 6))).isLessThan(1e-5);
            }
        }
    }

    @Test
    void leavesItemsAndCodesUnchanged() {
        float[] items = ITEMS.clone();
        float[] codes = FITTED.encode(items);
        float[] before = codes.clone();
        FITTED.decode(codes);
        assertThat(items).isEqualTo(ITEMS);
        assertThat(codes).isEqualTo(before);
    }

    @Test
    void fitsTheSameBitsAgain() {
        assertThat(PrincipalComponents.fit(Rows.of(ITEMS, COLUMNS), 6, TEAM)).isEqualTo(FITTED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLinearAutoencoderIsTheSameModel(boolean tied) {
        Autoencoder autoencoder = FITTED.autoencoder(tied);
        assertThat(autoencoder.network().layers())
                .allSatisfy(layer -> assertThat(layer.activation()).isEqualTo(Activation.LINEAR));
        assertThat(autoencoder.network().weightCount()).isEqualTo(tied ? 6 * COLUMNS : 12 * COLUMNS);
        assertThat(largestDifference(autoencoder.encode(ITEMS), FITTED.encode(ITEMS)))
                .isLessThan(2e-5);
        assertThat(largestDifference(autoencoder.reconstruct(ITEMS), FITTED.reconstruct(ITEMS)))
                .isLessThan(2e-5);
    }

    /** Any linear encoder with, for its codes, the best of all decoders: projection on another subspace. */
    @Property(tries = 50)
    void noLinearCodeReconstructsBetter(@ForAll long seed) {
        SplittableRandom random = Seeds.random(seed);
        float[] directions = FITTED.components().clone();
        double distance = random.nextDouble(1e-3, 2);
        for (int i = 0; i < directions.length; i++) {
            directions[i] += (float) (distance * random.nextGaussian());
        }
        float[] basis = transpose(directions, 6, COLUMNS);
        Qr.orthonormalize(basis, COLUMNS, 6);
        PrincipalComponents other = new PrincipalComponents(
                FITTED.mean(), transpose(basis, COLUMNS, 6), FITTED.variances(), FITTED.totalVariance());
        assertThat(Correlated.meanSquaredError(ITEMS, other.reconstruct(ITEMS), COLUMNS))
                .isGreaterThan(Correlated.meanSquaredError(ITEMS, FITTED.reconstruct(ITEMS), COLUMNS) - 1e-6);
    }

    /**
     * Centred rows over sqrt(T) have the components as right singular vectors, v, and as singular values, s, the roots of
     * their variances: A v = s u and A' u = s v, with |u| = 1.
     */
    @Test
    void componentsAreTheSingularVectorsOfScaledCentredRows() {
        int rows = ITEMS.length / COLUMNS;
        double[] a = new double[ITEMS.length];
        for (int i = 0; i < a.length; i++) {
            a[i] = (ITEMS[i] - FITTED.mean()[i % COLUMNS]) / Math.sqrt(rows);
        }
        for (int unit = 0; unit < 6; unit++) {
            double s = Math.sqrt(FITTED.variances()[unit]);
            double[] u = new double[rows];
            for (int i = 0; i < a.length; i++) {
                u[i / COLUMNS] += a[i] * FITTED.components()[unit * COLUMNS + i % COLUMNS] / s;
            }
            double[] v = new double[COLUMNS];
            double norm = 0;
            for (int i = 0; i < a.length; i++) {
                v[i % COLUMNS] += a[i] * u[i / COLUMNS] / s;
            }
            for (double value : u) {
                norm += value * value;
            }
            assertThat(norm).isCloseTo(1, within(1e-5));
            for (int column = 0; column < COLUMNS; column++) {
                assertThat(v[column]).isCloseTo(FITTED.components()[unit * COLUMNS + column], within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "30, 50, 20, give 1 to 20",
        "0, 50, 20, give 1 to 20",
        "20, 20, 30, give 1 to 19",
        "1, 1, 5, give at least 2 rows"
    })
    void refusesCodesForWhichThereIsNoRoom(int codeSize, int rows, int columns, String remedy) {
        assertThatThrownBy(() -> PrincipalComponents.fit(Rows.of(new float[rows * columns], columns), codeSize, TEAM))
                .isInstanceOf(InputException.class)
                .hasMessage("code size: %d components of %d rows of %d columns; %s"
                        .formatted(codeSize, rows, columns, remedy));
    }

    @Test
    void refusesMoreComponentsThanDirections() {
        Rows rows = Correlated.rows(100, 30, 4, 0.8, 9);
        assertThat(PrincipalComponents.fit(rows, 4, TEAM).codeSize()).isEqualTo(4);
        assertThatThrownBy(() -> PrincipalComponents.fit(rows, 5, TEAM))
                .isInstanceOf(InputException.class)
                .hasMessage("code size: 5 components of data that vary in only 4 directions; give 1 to 4");
    }

    @Test
    void duplicateRowsAreOneDirectionLess() {
        float[] items = Correlated.values(3, 10, 10, 0.9, 3);
        System.arraycopy(items, 0, items, 20, 10);
        assertThat(largestDifference(
                        PrincipalComponents.fit(Rows.of(items, 10), 1, TEAM).reconstruct(items), items))
                .isLessThan(1e-5);
        assertThatThrownBy(() -> PrincipalComponents.fit(Rows.of(items, 10), 2, TEAM))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("vary in only 1 directions");
    }

    @Test
    void refusesRowsThatAreAllEqual() {
        float[] items = new float[40];
        Arrays.fill(items, 0.1f);
        assertThatThrownBy(() -> PrincipalComponents.fit(Rows.of(items, 4), 1, TEAM))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "code size: 1 components of data that vary in only 0 directions; give rows that differ, of numbers"
                                + " within 1e18");
    }

    @Test
    void refusesItemsOfOtherWidth() {
        assertThatThrownBy(() -> FITTED.encode(new float[COLUMNS + 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("25 values do not make whole rows of 24 columns");
    }

    @Test
    void refusesComponentsThatDoNotFitTheMean() {
        assertThatThrownBy(() -> new PrincipalComponents(new float[3], new float[5], new float[2], 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 components of 3 columns in 5 numbers");
    }

    static void assertOrthonormal(PrincipalComponents fitted, double tolerance) {
        int n = fitted.visible();
        for (int i = 0; i < fitted.codeSize(); i++) {
            for (int j = 0; j <= i; j++) {
                double dot = 0;
                for (int column = 0; column < n; column++) {
                    dot += (double) fitted.components()[i * n + column] * fitted.components()[j * n + column];
                }
                assertThat(dot).isCloseTo(i == j ? 1 : 0, within(tolerance));
            }
        }
    }

    private static float[] slice(float[] values, int row, int columns) {
        return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }

    private static float[] transpose(float[] values, int rows, int columns) {
        float[] transposed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            transposed[i % columns * rows + i / columns] = values[i];
        }
        return transposed;
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }
}
