package hourglass.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Blas;
import hourglass.matrix.ThreadTeam;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UnrolledCoderTest {
    private static final int COLUMNS = 12;
    private static final int ATOMS = 20;
    private static final double LAMBDA = 0.3;

    private static float[] normal(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] dictionary() {
        float[] atoms = normal(ATOMS * COLUMNS, 1);
        for (int atom = 0; atom < ATOMS; atom++) {
            double square = 0;
            for (int i = 0; i < COLUMNS; i++) {
                square += Math.pow(atoms[atom * COLUMNS + i], 2);
            }
            for (int i = 0; i < COLUMNS; i++) {
                atoms[atom * COLUMNS + i] /= (float) Math.sqrt(square);
            }
        }
        return atoms;
    }

    /** Plain iterative shrinkage: W, S and b of the dictionary, by a bound of L. */
    private static UnrolledCoder ofShrinkage(float[] dictionary, int columns, int steps, double lambda) {
        int atoms = dictionary.length / columns;
        float[] gram = new float[atoms * atoms];
        Blas.multiplyTransposed(
                atoms, atoms, columns, dictionary, 0, columns, dictionary, 0, columns, 0, gram, 0, atoms);
        double most = largest(gram, atoms);
        float[] parameters = new float[UnrolledCoder.dimension(columns, atoms)];
        for (int column = 0; column < columns; column++) {
            for (int atom = 0; atom < atoms; atom++) {
                parameters[column * atoms + atom] = (float) (dictionary[atom * columns + column] / most);
            }
        }
        for (int i = 0; i < gram.length; i++) {
            parameters[columns * atoms + i] = (float) ((i % (atoms + 1) == 0 ? 1 : 0) - gram[i] / most);
        }
        Arrays.fill(parameters, (columns + atoms) * atoms, parameters.length, (float) (-lambda / most));
        return new UnrolledCoder(columns, atoms, steps, parameters, dictionary);
    }

    /** A bound of the largest eigenvalue of a symmetric matrix without negative ones: the largest sum of a row's absolute values. */
    private static double largest(float[] matrix, int n) {
        double most = 0;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += Math.abs(matrix[i * n + j]);
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    @Test
    void manyStepsOfShrinkageFindTheOptimalCodes() {
        float[] items = normal(150 * COLUMNS, 2);
        float[] optimal = SparseCoder.codes(dictionary(), COLUMNS, items, LAMBDA, true);

        float[] codes = ofShrinkage(dictionary(), COLUMNS, 5000, LAMBDA).encode(items);

        for (int i = 0; i < codes.length; i++) {
            assertThat(codes[i]).isCloseTo(optimal[i], within(0.02f));
        }
    }

    @Test
    void codesDoNotDependOnThreads() {
        float[] items = normal(150 * COLUMNS, 2);
        UnrolledCoder coder = ofShrinkage(dictionary(), COLUMNS, 3, LAMBDA);

        try (ThreadTeam one = ThreadTeam.of(1);
                ThreadTeam three = ThreadTeam.of(3)) {
            assertThat(coder.encode(items, three)).containsExactly(coder.encode(items, one), within(1e-6f));
        }
    }

    @Test
    void reconstructionsAreSumsOfTheAtomsByTheirCodes() {
        float[] dictionary = {1, 2, 3, -1, 0, 1};
        UnrolledCoder coder = new UnrolledCoder(3, 2, 1, new float[UnrolledCoder.dimension(3, 2)], dictionary);

        assertThat(coder.decode(new float[] {1, 0, 0, 2, 3, 1})).containsExactly(1, 2, 3, -2, 0, 2, 2, 6, 10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> coder.decode(new float[3]))
                .withMessage("3 numbers for codes of 2");
    }

    @Test
    void refusesWhatHasAnotherSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UnrolledCoder(3, 4, 1, new float[31], new float[12]))
                .withMessageContaining("31")
                .withMessageContaining("32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UnrolledCoder(3, 4, 1, new float[32], new float[11]))
                .withMessage("11 numbers for a dictionary of 4 atoms of 3 columns");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ofShrinkage(dictionary(), COLUMNS, 1, LAMBDA).encode(new float[COLUMNS + 1]))
                .withMessageContaining("13 numbers");
    }
}
