package hourglass.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.data.Offset.offset;

import hourglass.data.InputException;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearDiscriminantsTest {
    private static final double TINY = 1e-6;

    /** Three classes around means, stretched along a direction that does not tell them apart. */
    private static Rows data(int perClass) {
        float[][] means = {{0, 0, 0}, {2, 0, 0}, {0, 0, 1}};
        SplittableRandom random = new SplittableRandom(4);
        float[] values = new float[3 * perClass * 3];
        int[] labels = new int[3 * perClass];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = row % 3;
            values[3 * row] = (float) (means[row % 3][0] + 0.5 * random.nextGaussian());
            values[3 * row + 1] = (float) (20 * random.nextGaussian());
            values[3 * row + 2] = (float) (means[row % 3][2] + 0.2 * random.nextGaussian());
        }
        return Rows.of(values, 3).labelled(labels);
    }

    /** The code's mean for each class, and its covariance within classes. */
    private static double[][] within(Matrix codes, Rows rows, double[][] means) {
        int units = codes.columns();
        int[] counts = new int[means.length];
        for (int row = 0; row < codes.count(); row++) {
            counts[rows.label(row)]++;
            for (int i = 0; i < units; i++) {
                means[rows.label(row)][i] += codes.get(row, i);
            }
        }
        for (int label = 0; label < means.length; label++) {
            for (int i = 0; i < units; i++) {
                means[label][i] /= counts[label];
            }
        }
        double[][] within = new double[units][units];
        for (int row = 0; row < codes.count(); row++) {
            for (int i = 0; i < units; i++) {
                for (int j = 0; j < units; j++) {
                    within[i][j] += (codes.get(row, i) - means[rows.label(row)][i])
                            * (codes.get(row, j) - means[rows.label(row)][j])
                            / codes.count();
                }
            }
        }
        return within;
    }

    @Test
    void codesHaveUnitCovarianceWithinClasses() {
        Rows rows = data(400);
        Matrix codes = new LinearDiscriminants(TINY).fit(rows, 2).encode(rows);
        double[][] within = within(codes, rows, new double[3][2]);

        assertThat(within[0][0]).isCloseTo(1, offset(5e-3));
        assertThat(within[1][1]).isCloseTo(1, offset(5e-3));
        assertThat(within[0][1]).isCloseTo(0, offset(5e-3));
    }

    @Test
    void ofTwoClassesTheDirectionIsThatOfFisher() {
        // S_w^-1 (m_1 - m_0), solved by hand for two columns.
        float[] values = {0, 0, 2, 1, 1, 3, -1, 0, 5, 2, 7, 3, 6, 6, 4, 1};
        Rows rows = Rows.of(values, 2).labelled(new int[] {0, 0, 0, 0, 1, 1, 1, 1});
        double[][] means = new double[2][2];
        double[][] within = within(new Matrix(values, 2), rows, means);
        double[] difference = {means[1][0] - means[0][0], means[1][1] - means[0][1]};
        double[] fisher = {
            within[1][1] * difference[0] - within[0][1] * difference[1],
            within[0][0] * difference[1] - within[0][1] * difference[0]
        };

        float[] parameters = new LinearDiscriminants(TINY).fit(rows, 1).parameters();

        assertThat(parameters[1] / parameters[0]).isCloseTo((float) (fisher[1] / fisher[0]), offset(1e-3f));
    }

    @Test
    void codesAreCentred() {
        Rows rows = data(100);
        Matrix codes = new LinearDiscriminants(0.1).fit(rows, 2).encode(rows);
        double sum = 0;
        for (int row = 0; row < codes.count(); row++) {
            sum += codes.get(row, 0);
        }
        assertThat(sum / codes.count()).isCloseTo(0, offset(1e-4));
    }

    @Test
    void rowsWithoutAClassDoNotCount() {
        Rows rows = data(50);
        int[] some = new int[rows.count()];
        for (int row = 0; row < some.length; row++) {
            some[row] = row < 90 ? rows.label(row) : Rows.UNLABELLED;
        }
        LinearDiscriminants lda = new LinearDiscriminants(0.1);

        assertThat(lda.fit(rows.labelled(some), 2).parameters())
                .containsExactly(lda.fit(rows.slice(0, 90), 2).parameters());
    }

    @Test
    void columnsThatNeverVaryAreBorne() {
        Rows rows = Rows.of(new float[] {0, 7, 1, 7, 5, 7, 6, 7}, 2).labelled(new int[] {0, 0, 1, 1});
        for (float code : new LinearDiscriminants(0.1).fit(rows, 1).encode(rows).values()) {
            assertThat(code).isFinite();
        }
    }

    @Test
    void refusesMoreUnitsThanClassesLessOne() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new LinearDiscriminants(0.1).fit(data(9), 3))
                .withMessageContaining("give 1 to 2");
    }

    @Test
    void refusesRowsOfOneClass() {
        Rows rows = Rows.of(new float[] {1, 2, 3}, 1).labelled(new int[] {1, 1, 1});
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new LinearDiscriminants(0.1).fit(rows, 1))
                .withMessageContaining("two classes");
    }
}
