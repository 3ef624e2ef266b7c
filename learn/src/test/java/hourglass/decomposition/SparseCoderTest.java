package hourglass.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.ThreadTeam;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Holds the coder against a slow and exact one, and against what is known of solutions. */
class SparseCoderTest {
    private static final ThreadTeam TEAM = ThreadTeam.shared();

    /** Items and a dictionary, all random. */
    private record Problem(int columns, int atoms, float[] dictionary, float[] items) {
        static Problem of(int columns, int atoms, int rows, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            float[] dictionary = new float[atoms * columns];
            for (int atom = 0; atom < atoms; atom++) {
                double squares = 0;
                for (int i = atom * columns; i < (atom + 1) * columns; i++) {
                    dictionary[i] = (float) random.nextGaussian();
                    squares += dictionary[i] * dictionary[i];
                }
                for (int i = atom * columns; i < (atom + 1) * columns; i++) {
                    dictionary[i] /= (float) Math.sqrt(squares);
                }
            }
            float[] items = new float[rows * columns];
            for (int i = 0; i < items.length; i++) {
                items[i] = (float) random.nextGaussian();
            }
            return new Problem(columns, atoms, dictionary, items);
        }

        int rows() {
            return items.length / columns;
        }

        float[] codes(double lambda, boolean nonNegative) {
            return SparseCoder.codes(dictionary, columns, items, lambda, nonNegative, TEAM);
        }

        /** x - D z of one row. */
        double[] residual(int row, double[] z) {
            double[] residual = new double[columns];
            for (int i = 0; i < columns; i++) {
                residual[i] = items[row * columns + i];
                for (int j = 0; j < atoms; j++) {
                    residual[i] -= z[j] * dictionary[j * columns + i];
                }
            }
            return residual;
        }

        double correlation(int atom, double[] values) {
            double sum = 0;
            for (int i = 0; i < columns; i++) {
                sum += dictionary[atom * columns + i] * values[i];
            }
            return sum;
        }

        double objective(int row, double[] z, double lambda, double alpha, double[] p) {
            double sum = 0;
            for (double one : residual(row, z)) {
                sum += 0.5 * one * one;
            }
            for (int j = 0; j < atoms; j++) {
                sum += lambda * Math.abs(z[j]) + 0.5 * alpha * (z[j] - p[j]) * (z[j] - p[j]);
            }
            return sum;
        }

        /** Coordinate descent in double precision, on the items themselves, until nothing moves by more than 1e-10. */
        double[] reference(int row, double lambda, double alpha, double[] p, boolean nonNegative) {
            double[] z = new double[atoms];
            double[] residual = residual(row, z);
            double farthest = 1;
            while (farthest > 1e-10) {
                farthest = 0;
                for (int j = 0; j < atoms; j++) {
                    double curvature = 0;
                    for (int i = 0; i < columns; i++) {
                        curvature += (double) dictionary[j * columns + i] * dictionary[j * columns + i];
                    }
                    double pull = correlation(j, residual) + curvature * z[j] + alpha * p[j];
                    double size = Math.max(0, (nonNegative ? pull : Math.abs(pull)) - lambda);
                    double step = Math.signum(pull) * size / (curvature + alpha) - z[j];
                    z[j] += step;
                    for (int i = 0; i < columns; i++) {
                        residual[i] -= step * dictionary[j * columns + i];
                    }
                    farthest = Math.max(farthest, Math.abs(step));
                }
            }
            return z;
        }
    }

    private static double[] row(float[] codes, int row, int atoms) {
        double[] z = new double[atoms];
        for (int j = 0; j < atoms; j++) {
            z[j] = codes[row * atoms + j];
        }
        return z;
    }

    @Property(tries = 30)
    void reachesTheObjectiveOfAnExactSolver(
            @ForAll @IntRange(min = 1, max = 20) int columns,
            @ForAll @IntRange(min = 1, max = 40) int atoms,
            @ForAll @DoubleRange(min = 0.01, max = 2) double lambda,
            @ForAll boolean nonNegative,
            @ForAll long seed) {
        Problem problem = Problem.of(columns, atoms, 5, seed);
        float[] codes = problem.codes(lambda, nonNegative);
        double[] none = new double[atoms];
        for (int row = 0; row < problem.rows(); row++) {
            double exact =
                    problem.objective(row, problem.reference(row, lambda, 0, none, nonNegative), lambda, 0, none);
            double reached = problem.objective(row, row(codes, row, atoms), lambda, 0, none);
            // What is left of an item that a code tells nearly all of is a difference in single precision.
            double energy = problem.objective(row, none, 0, 0, none);
            assertThat(reached).isCloseTo(exact, within(1e-4 * exact + 1e-5 * energy));
        }
    }

    /** Atoms so much alike that descent takes thousands of small steps. */
    @Test
    void reachesItWhereAtomsAreNearlyParallel() {
        Problem problem = Problem.of(2, 40, 5, -2);
        float[] codes = problem.codes(0.01, true);
        double[] none = new double[40];
        for (int row = 0; row < 5; row++) {
            double exact = problem.objective(row, problem.reference(row, 0.01, 0, none, true), 0.01, 0, none);
            double reached = problem.objective(row, row(codes, row, 40), 0.01, 0, none);
            double energy = problem.objective(row, none, 0, 0, none);
            assertThat(reached).isCloseTo(exact, within(1e-4 * exact + 1e-5 * energy));
        }
    }

    @Test
    void reachesItFromAPredictionThatPulls() {
        Problem problem = Problem.of(16, 32, 20, 3);
        SplittableRandom random = new SplittableRandom(4);
        float[] predicted = new float[20 * 32];
        for (int i = 0; i < predicted.length; i++) {
            predicted[i] = (float) random.nextGaussian();
        }
        SparseCoder coder = new SparseCoder(16, 32, 0.3, 0.7, false, 1e-5, 20, TEAM);
        float[] codes = predicted.clone();
        coder.setDictionary(problem.dictionary());
        TEAM.run((part, parts) -> {
            coder.prepare(part);
            coder.solve(part, problem.items(), predicted, codes, 20);
        });
        for (int row = 0; row < 20; row++) {
            double[] p = row(predicted, row, 32);
            double exact = problem.objective(row, problem.reference(row, 0.3, 0.7, p, false), 0.3, 0.7, p);
            assertThat(problem.objective(row, row(codes, row, 32), 0.3, 0.7, p)).isCloseTo(exact, within(1e-4 * exact));
        }
    }

    @Test
    void everyAtomHasTheCorrelationThatItsNumberAsksFor() {
        Problem problem = Problem.of(24, 60, 30, 5);
        double lambda = 0.4;
        float[] codes = problem.codes(lambda, false);
        for (int row = 0; row < problem.rows(); row++) {
            double[] z = row(codes, row, 60);
            double[] residual = problem.residual(row, z);
            for (int j = 0; j < 60; j++) {
                double correlation = problem.correlation(j, residual);
                if (z[j] != 0) {
                    assertThat(correlation).isCloseTo(lambda * Math.signum(z[j]), within(0.01));
                } else {
                    assertThat(Math.abs(correlation)).isLessThan(lambda + 0.01);
                }
            }
        }
    }

    @Test
    void aPriceAboveEveryCorrelationLeavesNothing() {
        Problem problem = Problem.of(10, 25, 40, 6);
        double[] none = new double[25];
        double largest = 0;
        for (int row = 0; row < problem.rows(); row++) {
            for (int j = 0; j < 25; j++) {
                largest = Math.max(largest, Math.abs(problem.correlation(j, problem.residual(row, none))));
            }
        }
        assertThat(problem.codes(1.0001 * largest, false)).containsOnly(0f);
    }

    @Property(tries = 30)
    void shrinksEachNumberOfAnOrthonormalDictionary(
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll @DoubleRange(min = 0.01, max = 2) double lambda,
            @ForAll boolean nonNegative,
            @ForAll long seed) {
        float[] identity = new float[size * size];
        for (int i = 0; i < size; i++) {
            identity[i * size + i] = 1;
        }
        float[] items = Problem.of(size, 1, 3, seed).items();
        float[] codes = SparseCoder.codes(identity, size, items, lambda, nonNegative, TEAM);
        for (int i = 0; i < items.length; i++) {
            double left = Math.max(0, (nonNegative ? items[i] : Math.abs(items[i])) - lambda);
            // The objective, at most |x|^2 / 2, grows by half the square of what a number is off.
            double off = Math.sqrt(SparseCoder.TOLERANCE * squares(items, i / size * size, size)) + 1e-5;
            assertThat((double) codes[i]).isCloseTo(Math.signum(items[i]) * left, within(off));
        }
    }

    private static double squares(float[] values, int at, int n) {
        double sum = 0;
        for (int i = at; i < at + n; i++) {
            sum += (double) values[i] * values[i];
        }
        return sum;
    }

    @Test
    void codesOfManyRowsAreThoseOfEach() {
        Problem problem = Problem.of(12, 20, 600, 7);
        float[] all = problem.codes(0.2, false);
        for (int row : new int[] {0, 511, 512, 599}) {
            float[] item = Arrays.copyOfRange(problem.items(), row * 12, row * 12 + 12);
            float[] one = SparseCoder.codes(problem.dictionary(), 12, item, 0.2, false, TEAM);
            for (int j = 0; j < 20; j++) {
                assertThat(one[j]).isCloseTo(all[row * 20 + j], within(1e-3f));
            }
        }
    }

    @Test
    void endsOnWhatIsNotANumber() {
        float[] items = {Float.NaN, 1, 2};
        float[] dictionary = {1, 0, 0, 0, 1, 0};
        assertThat(SparseCoder.codes(dictionary, 3, items, 0.1, false, TEAM)).hasSize(2);
    }

    @Test
    void refusesCodesWithoutAPrice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseCoder.codes(new float[] {1}, 1, new float[] {1}, 0, false, TEAM))
                .withMessageContaining("lambda (0.0)");
    }
}
