package hourglass.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.InputException;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.SparseRows;
import hourglass.decomposition.PrincipalComponents;
import hourglass.matrix.Blas;
import hourglass.matrix.ThreadTeam;
import hourglass.random.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IterativeQuantizationTest {
    private static final ThreadTeam TEAM = ThreadTeam.shared();

    @Test
    void neverLosesMoreInALaterIteration() {
        Rows data = Vectors.normal(500, 12, 1);
        Matrix v = SpectralHasher.projection(PrincipalComponents.fit(data, 8)).encode(data);
        List<Double> losses = IterativeQuantization.rotation(v, 30, 1, TEAM).losses();
        for (int i = 1; i < losses.size(); i++) {
            assertThat(losses.get(i)).isLessThanOrEqualTo(losses.get(i - 1) + 1e-6);
        }
        assertThat(losses.get(losses.size() - 1)).isLessThan(losses.get(0));
    }

    @Test
    void hasOrthonormalDirectionsInTheSpanOfTheComponents() {
        Rows data = Vectors.normal(300, 10, 2);
        LinearHasher hasher = IterativeQuantization.of(4).fit(data);
        float[] products = new float[16];
        float[] directions = hasher.directions();
        Blas.multiplyTransposed(4, 4, 10, directions, 0, 10, directions, 0, 10, 0, products, 0, 4);
        for (int i = 0; i < products.length; i++) {
            assertThat(products[i]).isCloseTo(i % 5 == 0 ? 1 : 0, within(1e-5f));
        }
        float[] components = PrincipalComponents.fit(data, 4).components();
        float[] shared = new float[16];
        Blas.multiplyTransposed(4, 4, 10, directions, 0, 10, components, 0, 10, 0, shared, 0, 4);
        double squares = 0;
        for (float one : shared) {
            squares += one * one;
        }
        assertThat(squares).isCloseTo(4, within(1e-4));
    }

    /** Four heaps in the corners of a square that is turned by 30 degrees: the best rotation turns it back. */
    @Test
    void turnsASquareOntoItsCorners() {
        SplittableRandom random = Seeds.random(5);
        float[] values = new float[800];
        for (int row = 0; row < 400; row++) {
            double x = (row % 2 == 0 ? 1 : -1) + 0.05 * random.nextGaussian();
            double y = (row / 2 % 2 == 0 ? 1 : -1) + 0.05 * random.nextGaussian();
            values[2 * row] = (float) (x * Math.cos(Math.PI / 6) - y * Math.sin(Math.PI / 6));
            values[2 * row + 1] = (float) (x * Math.sin(Math.PI / 6) + y * Math.cos(Math.PI / 6));
        }
        float[] directions = IterativeQuantization.of(2).fit(Rows.of(values, 2)).directions();
        double angle = Math.toDegrees(Math.atan2(directions[1], directions[0]));
        assertThat(((angle % 90) + 90) % 90).isCloseTo(30, within(1.0));
    }

    /** What {@code NearestRotation} does in single steps is here a search over all angles of the plane. */
    @Test
    void agreesWithASearchOverAllRotationsOfThePlane() {
        Rows data = Vectors.normal(200, 2, 3);
        Matrix v = SpectralHasher.projection(PrincipalComponents.fit(data, 2)).encode(data);
        QuantizationRotation found = IterativeQuantization.rotation(v, 200, 1, TEAM);
        double least = Double.POSITIVE_INFINITY;
        for (int step = 0; step < 9000; step++) {
            double angle = Math.toRadians(step / 100.0);
            least = Math.min(least, loss(v, Math.cos(angle), Math.sin(angle)));
        }
        double reached = found.losses().get(found.losses().size() - 1);
        assertThat(reached).isGreaterThanOrEqualTo(least - 1e-6);
        assertThat(reached).isLessThan(1.2 * least);
    }

    private static double loss(Matrix v, double cosine, double sine) {
        double sum = 0;
        for (int row = 0; row < v.count(); row++) {
            double x = v.get(row, 0) * cosine - v.get(row, 1) * sine;
            double y = v.get(row, 0) * sine + v.get(row, 1) * cosine;
            sum += (1 - Math.abs(x)) * (1 - Math.abs(x)) + (1 - Math.abs(y)) * (1 - Math.abs(y));
        }
        return sum / v.count();
    }

    @Test
    void learnsFromSparseRowsWhatItLearnsFromDenseOnes() {
        SplittableRandom random = Seeds.random(6);
        float[] values = new float[60 * 5];
        SparseRows.Builder sparse = SparseRows.builder(5);
        for (int row = 0; row < 60; row++) {
            int[] columns = {random.nextInt(2), 2 + random.nextInt(3)};
            float[] numbers = {1 + random.nextInt(9), 1 + random.nextInt(9)};
            values[row * 5 + columns[0]] = numbers[0];
            values[row * 5 + columns[1]] = numbers[1];
            sparse.add(columns, numbers, 2);
        }
        assertThat(IterativeQuantization.of(3).fit(sparse.build()))
                .isEqualTo(IterativeQuantization.of(3).fit(Rows.of(values, 5)));
    }

    @Test
    void refusesMoreBitsThanDirections() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> IterativeQuantization.of(7).fit(Vectors.normal(50, 6, 1)))
                .withMessageContaining("give 1 to 6");
    }
}
