package hourglass.bench;

import hourglass.matrix.Blas;

/**
 * Sparse codes by the fast iterative shrinkage-thresholding algorithm with a constant step (A. Beck, M. Teboulle, SIAM
 * Journal on Imaging Sciences 2, 2009, section 4), many items at a time. An item that is solved makes room for the next.
 */
final class Fista implements SparseProblem.Solver {
    private static final int BATCH = 256;
    /** So many iterations between two looks at which items are solved, which cost as much as one. */
    private static final int BETWEEN = 5;

    private static final int MOST = 10_000;
    private static final int POWER_STEPS = 100;

    @Override
    public float[] codes(SparseProblem problem) {
        float[] codes = new float[problem.rows() * problem.atoms()];
        float step = (float) (1 / largestEigenvalue(problem));
        for (int from = 0; from < problem.rows(); from += BATCH) {
            new Descent(problem, from, Math.min(BATCH, problem.rows() - from), step).run(codes);
        }
        return codes;
    }

    /** Of the Gram matrix, by the power method, and a little more, since that comes to it from below. */
    private static double largestEigenvalue(SparseProblem problem) {
        int k = problem.atoms();
        float[] gram = problem.gram();
        double[] vector = new double[k];
        for (int i = 0; i < k; i++) {
            vector[i] = 1 + i % 7;
        }
        double norm = 1;
        for (int step = 0; step < POWER_STEPS; step++) {
            double[] next = new double[k];
            double squares = 0;
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    next[i] += gram[i * k + j] * vector[j] / norm;
                }
                squares += next[i] * next[i];
            }
            vector = next;
            norm = Math.sqrt(squares);
        }
        return 1.02 * norm;
    }

    /** Of one batch. */
    private static final class Descent {
        private final SparseProblem problem;
        private final int atoms;
        private final float step;
        /** The items that are still open, the first {@link #count} places. */
        private final int[] open;

        private final double[] energies;
        private final float[] correlations;
        private final float[] codes;
        private final float[] ahead;
        private final float[] slopes;
        private int count;

        Descent(SparseProblem problem, int from, int count, float step) {
            this.problem = problem;
            this.atoms = problem.atoms();
            this.step = step;
            this.count = count;
            this.open = new int[count];
            this.energies = new double[count];
            this.correlations = new float[count * atoms];
            this.codes = new float[count * atoms];
            this.ahead = new float[count * atoms];
            this.slopes = new float[count * atoms];
            for (int i = 0; i < count; i++) {
                open[i] = from + i;
                energies[i] = problem.energy(from + i);
            }
            System.arraycopy(problem.correlations(), from * atoms, correlations, 0, count * atoms);
        }

        void run(float[] result) {
            double momentum = 1;
            for (int iteration = 0; count > 0 && iteration < MOST; iteration++) {
                if (iteration % BETWEEN == 0) {
                    slopesAt(codes);
                    hand(result, false);
                }
                slopesAt(ahead);
                double next = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
                float threshold = (float) (step * problem.lambda());
                move(codes, ahead, slopes, count * atoms, step, threshold, (float) ((momentum - 1) / next));
                momentum = next;
            }
            hand(result, true);
        }

        private void slopesAt(float[] point) {
            Blas.multiply(count, atoms, atoms, point, 0, atoms, problem.gram(), 0, atoms, 0, slopes, 0, atoms);
            for (int i = 0; i < count * atoms; i++) {
                slopes[i] -= correlations[i];
            }
        }

        private static void move(float[] z, float[] y, float[] g, int n, float step, float threshold, float momentum) {
            for (int i = 0; i < n; i++) {
                float next = Math.max(0f, y[i] - step * g[i] - threshold);
                y[i] = next + momentum * (next - z[i]);
                z[i] = next;
            }
        }

        /** Hands over the items that are solved, or all, and puts the last ones in their places. */
        private void hand(float[] result, boolean all) {
            for (int place = count - 1; place >= 0; place--) {
                int at = place * atoms;
                if (all || problem.isSolved(energies[place], open[place], codes, slopes, at)) {
                    System.arraycopy(codes, at, result, open[place] * atoms, atoms);
                    count--;
                    open[place] = open[count];
                    energies[place] = energies[count];
                    for (float[] values : new float[][] {correlations, codes, ahead, slopes}) {
                        System.arraycopy(values, count * atoms, values, at, atoms);
                    }
                }
            }
        }
    }
}
