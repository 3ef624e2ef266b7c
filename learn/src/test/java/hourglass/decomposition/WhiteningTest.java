package hourglass.decomposition;

import static hourglass.decomposition.Correlated.largestDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhiteningTest {
    private static final ThreadTeam TEAM = ThreadTeam.shared();
    private static final int COLUMNS = 15;
    private static final float[] ITEMS = Correlated.values(500, COLUMNS, 20, 0.9, 11);

    enum Kind {
        PCA {
            @Override
            Whitening fit(float[] items, double epsilon) {
                return Whitening.pca(Rows.of(items, COLUMNS), epsilon, TEAM);
            }
        },
        ZCA {
            @Override
            Whitening fit(float[] items, double epsilon) {
                return Whitening.zca(Rows.of(items, COLUMNS), epsilon, TEAM);
            }
        };

        abstract Whitening fit(float[] items, double epsilon);
    }

    @ParameterizedTest
    @EnumSource
    void makesCovariancesTheIdentity(Kind kind) {
        double[] covariances = Correlated.covariances(apply(kind.fit(ITEMS, 0), ITEMS), COLUMNS);
        for (int i = 0; i < COLUMNS; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                assertThat(covariances[i * COLUMNS + j]).isCloseTo(i == j ? 1 : 0, within(2e-4));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesTheItemsBack(Kind kind) {
        for (double epsilon : new double[] {0, 0.1}) {
            Whitening whitening = kind.fit(ITEMS, epsilon);
            float[] values = apply(whitening, ITEMS);
            whitening.invert(values, 0, ITEMS.length / COLUMNS);
            assertThat(largestDifference(values, ITEMS)).isLessThan(2e-4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesItemsOfLowerRankBack(Kind kind) {
        float[] items = Correlated.values(200, COLUMNS, 4, 1, 3);
        Whitening whitening = kind.fit(items, 1e-2);
        float[] values = apply(whitening, items);
        whitening.invert(values, 0, items.length / COLUMNS);
        assertThat(largestDifference(values, items)).isLessThan(2e-4);
    }

    /** The variance in a direction becomes lambda / (lambda + epsilon). */
    @Test
    void epsilonHoldsSmallVariancesDown() {
        float[] lambda =
                PrincipalComponents.fit(Rows.of(ITEMS, COLUMNS), COLUMNS, TEAM).variances();
        double[] covariances = Correlated.covariances(apply(Kind.PCA.fit(ITEMS, 0.5), ITEMS), COLUMNS);
        for (int i = 0; i < COLUMNS; i++) {
            assertThat(covariances[i * COLUMNS + i]).isCloseTo(lambda[i] / (lambda[i] + 0.5), within(1e-4));
        }
    }

    @Test
    void zcaIsSymmetric() {
        float[] w = Kind.ZCA.fit(ITEMS, 0.01).forward();
        for (int i = 0; i < COLUMNS; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                assertThat(w[i * COLUMNS + j]).isCloseTo(w[j * COLUMNS + i], within(1e-5f));
            }
        }
    }

    @Test
    void zcaStaysClosestToTheCentredItems() {
        float[] centred = ITEMS.clone();
        float[] mean = Kind.ZCA.fit(ITEMS, 0).mean();
        for (int i = 0; i < centred.length; i++) {
            centred[i] -= mean[i % COLUMNS];
        }
        double zca = Correlated.meanSquaredError(centred, apply(Kind.ZCA.fit(ITEMS, 0), ITEMS), COLUMNS);
        double pca = Correlated.meanSquaredError(centred, apply(Kind.PCA.fit(ITEMS, 0), ITEMS), COLUMNS);
        assertThat(zca).isLessThan(pca);
    }

    @ParameterizedTest
    @EnumSource
    void transformsARowAsInABatch(Kind kind) {
        Whitening whitening = kind.fit(ITEMS, 0.01);
        float[] whole = apply(whitening, ITEMS);
        assertThat(largestDifference(
                        Rows.of(ITEMS, COLUMNS).transformed(whitening).toArray(), whole))
                .isLessThan(1e-5);
    }

    @Test
    void touchesOnlyTheRowsAsked() {
        float[] values = ITEMS.clone();
        Kind.PCA.fit(ITEMS, 0).apply(values, COLUMNS, 2);
        assertThat(Stream.of(0, COLUMNS - 1, 3 * COLUMNS, values.length - 1))
                .allSatisfy(i -> assertThat(values[i]).isEqualTo(ITEMS[i]));
        assertThat(values[COLUMNS]).isNotEqualTo(ITEMS[COLUMNS]);
    }

    @ParameterizedTest
    @EnumSource
    void asksForEpsilonWhereColumnsDependOnEachOther(Kind kind) {
        float[] items = Correlated.values(200, COLUMNS, 4, 1, 3);
        assertThatThrownBy(() -> kind.fit(items, 0))
                .isInstanceOf(InputException.class)
                .hasMessage("whitening: epsilon is 0, but the 15 columns vary in only 4 directions; "
                        + "give an epsilon above 0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesEpsilonOutOfRange(double epsilon) {
        assertThatThrownBy(() -> Kind.PCA.fit(ITEMS, epsilon))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("epsilon " + epsilon);
    }

    @Test
    void refusesMatricesThatDoNotFitTheMean() {
        assertThatThrownBy(() -> new Whitening(new float[2], new float[4], new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 columns, but matrices of 4 and 3 numbers");
    }

    private static float[] apply(Whitening whitening, float[] items) {
        float[] values = items.clone();
        whitening.apply(values, 0, items.length / COLUMNS);
        return values;
    }
}
