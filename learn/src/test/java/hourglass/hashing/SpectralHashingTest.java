package hourglass.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Rows;
import hourglass.matrix.SymmetricEigen;
import hourglass.random.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpectralHashingTest {
    /** The eigenvalue of a mode, equation 9 of the paper. */
    private static double eigenvalue(double frequency, double width) {
        return 1 - Math.exp(-width * width / 2 * frequency * frequency);
    }

    @Test
    void takesTheLowestFrequenciesOfABoxWhateverTheSide() {
        assertThat(SpectralHashing.modes(new double[] {10, 4}, 5))
                .extracting(SpectralHashing.Mode::axis)
                .containsExactly(0, 0, 1, 0, 0);
    }

    /** Of points of a line, the Laplacian of whose graph is decomposed by another solver. */
    @Test
    void hasTheEigenvaluesOfTheGraphOfAUniformLine() {
        int n = 400;
        double side = 10;
        double width = 0.3;
        double[] laplacian = new double[n * n];
        double[] degrees = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double distance = (i - j) * side / n;
                degrees[i] += Math.exp(-distance * distance / (2 * width * width));
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double distance = (i - j) * side / n;
                laplacian[i * n + j] =
                        Math.exp(-distance * distance / (2 * width * width)) / Math.sqrt(degrees[i] * degrees[j]);
            }
        }
        double[] affinities = SymmetricEigen.largest(laplacian, n, 4).values();
        List<SpectralHashing.Mode> modes = SpectralHashing.modes(new double[] {side}, 3);
        for (int k = 0; k < 3; k++) {
            double expected = eigenvalue(modes.get(k).frequency(), width);
            assertThat(1 - affinities[k + 1]).isCloseTo(expected, within(0.1 * expected));
        }
    }

    @Property(tries = 50)
    void ordersDifferentModes(@ForAll @Size(min = 1, max = 5) List<@DoubleRange(min = 0.1, max = 10) Double> sides) {
        double[] box = sides.stream().mapToDouble(side -> side).toArray();
        List<SpectralHashing.Mode> modes = SpectralHashing.modes(box, 12);
        assertThat(modes).hasSize(12).doesNotHaveDuplicates();
        assertThat(modes).isSortedAccordingTo((a, b) -> Double.compare(a.frequency(), b.frequency()));
    }

    @Test
    void cutsAUniformRectangleWhereTheWavesChangeSign() {
        SplittableRandom random = Seeds.random(1);
        float[] values = new float[4000];
        for (int row = 0; row < 2000; row++) {
            values[2 * row] = (float) (8 * random.nextDouble());
            values[2 * row + 1] = (float) (3 * random.nextDouble());
        }
        SpectralHasher hasher = SpectralHashing.of(2).fit(Rows.of(values, 2));
        assertThat(hasher.axes()).containsExactly(0, 0);
        assertThat(hasher.frequencies()[0]).isCloseTo((float) (Math.PI / 8), within(0.01f));
        assertThat(hasher.frequencies()[1]).isCloseTo((float) (2 * Math.PI / 8), within(0.02f));
        boolean left = hasher.binaryCodes(Rows.of(new float[] {1, 1.5f}, 2)).bit(0, 0);
        boolean right = hasher.binaryCodes(Rows.of(new float[] {7, 1.5f}, 2)).bit(0, 0);
        assertThat(left).isNotEqualTo(right);
        // The second wave has one sign at both ends and another in the middle.
        boolean middle = hasher.binaryCodes(Rows.of(new float[] {4, 1.5f}, 2)).bit(0, 1);
        assertThat(hasher.binaryCodes(Rows.of(new float[] {0.5f, 1.5f, 7.5f, 1.5f}, 2)))
                .satisfies(ends ->
                        assertThat(List.of(ends.bit(0, 1), ends.bit(1, 1))).containsOnly(!middle));
    }

    @Test
    void hasMoreBitsThanColumns() {
        assertThat(SpectralHashing.of(20).fit(Vectors.normal(100, 3, 1)).codeSize())
                .isEqualTo(20);
    }
}
