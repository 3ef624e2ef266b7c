package hourglass.bench;

import java.util.Arrays;

/**
 * Sparse codes by feature-sign search (H. Lee, A. Battle, R. Raina, A. Y. Ng, <i>Efficient sparse coding algorithms</i>,
 * NIPS 2006, algorithm 1), one item at a time: the number with the steepest slope joins the active ones, whose least
 * squares are solved for directly; on the way there, numbers that would cross 0 leave. All signs are +, as no number of
 * the codes is negative.
 */
final class FeatureSign implements SparseProblem.Solver {
    /** Below this share of itself a pivot is rounding, and its atom depends on the others. */
    private static final double SINGULAR = 1e-9;

    @Override
    public float[] codes(SparseProblem problem) {
        float[] codes = new float[problem.rows() * problem.atoms()];
        Search search = new Search(problem);
        for (int row = 0; row < problem.rows(); row++) {
            search.run(row);
            System.arraycopy(search.code, 0, codes, row * problem.atoms(), problem.atoms());
        }
        return codes;
    }

    private static final class Search {
        private final SparseProblem problem;
        private final int atoms;
        private final float[] code;
        private final float[] slope;
        private final int[] active;
        private final double[] factor;
        private final double[] solution;
        private int count;

        Search(SparseProblem problem) {
            this.problem = problem;
            this.atoms = problem.atoms();
            this.code = new float[atoms];
            this.slope = new float[atoms];
            this.active = new int[atoms];
            this.factor = new double[atoms * atoms];
            this.solution = new double[atoms];
        }

        void run(int row) {
            Arrays.fill(code, 0f);
            count = 0;
            double energy = problem.energy(row);
            // Every round but the last lowers the objective by an active set that was not seen before.
            for (int round = 0; round < 10 * atoms; round++) {
                takeSlopes(row);
                int steepest = steepest();
                if (steepest < 0 || problem.isSolved(energy, row, code, slope, 0)) {
                    return;
                }
                active[count++] = steepest;
                while (!step(row)) {}
            }
        }

        private void takeSlopes(int row) {
            for (int j = 0; j < atoms; j++) {
                slope[j] = -problem.correlations()[row * atoms + j];
            }
            for (int i = 0; i < count; i++) {
                addScaled(slope, code[active[i]], problem.gram(), active[i] * atoms);
            }
        }

        private static void addScaled(float[] a, float factor, float[] b, int at) {
            for (int i = 0; i < a.length; i++) {
                a[i] += factor * b[at + i];
            }
        }

        /** The 0 that would fall steepest if it grew, or -1 if none would fall. */
        private int steepest() {
            int steepest = -1;
            double fall = problem.lambda();
            for (int j = 0; j < atoms; j++) {
                if (-slope[j] > fall && code[j] == 0) {
                    steepest = j;
                    fall = -slope[j];
                }
            }
            return steepest;
        }

        /** Goes to the solution of the active numbers, or until the first that would become negative; true if it is reached. */
        private boolean step(int row) {
            solve(row);
            double way = 1;
            for (int i = 0; i < count; i++) {
                double z = code[active[i]];
                if (solution[i] <= 0) {
                    way = z == 0 ? 0 : Math.min(way, z / (z - solution[i]));
                }
            }
            int kept = 0;
            for (int i = 0; i < count; i++) {
                double z = code[active[i]];
                double next = way == 1 ? solution[i] : z + way * (solution[i] - z);
                boolean leaves = solution[i] <= 0 && next <= 1e-7;
                code[active[i]] = leaves ? 0 : (float) next;
                if (!leaves) {
                    active[kept++] = active[i];
                }
            }
            boolean reached = kept == count;
            count = kept;
            return reached;
        }

        /** G z = b - lambda among the active numbers, by Cholesky's factors. */
        private void solve(int row) {
            for (int i = 0; i < count; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = problem.gram()[active[i] * atoms + active[j]];
                    for (int l = 0; l < j; l++) {
                        sum -= factor[i * atoms + l] * factor[j * atoms + l];
                    }
                    factor[i * atoms + j] = i == j ? Math.sqrt(Math.max(sum, SINGULAR)) : sum / factor[j * atoms + j];
                }
                double sum = problem.correlations()[row * atoms + active[i]] - problem.lambda();
                for (int l = 0; l < i; l++) {
                    sum -= factor[i * atoms + l] * solution[l];
                }
                solution[i] = sum / factor[i * atoms + i];
            }
            for (int i = count - 1; i >= 0; i--) {
                for (int l = i + 1; l < count; l++) {
                    solution[i] -= factor[l * atoms + i] * solution[l];
                }
                solution[i] /= factor[i * atoms + i];
            }
        }
    }
}
