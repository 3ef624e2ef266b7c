package hourglass.decomposition;

/**
 * The sparse code of one item at a time: min_z 1/2 |x - D z|^2 + lambda |z|_1, by cyclic coordinate descent (J. Friedman,
 * T. Hastie, R. Tibshirani, <i>Regularization paths for generalized linear models via coordinate descent</i>, Journal of
 * Statistical Software 33, 2010). Each number of the code in turn gets its best value given the others. Only those that
 * are not 0, or whose slopes are among the steepest, take part.
 *
 * <p>The smooth part is known by its Gram matrix G = D'D, the correlations b = D'x and the energy |x|^2 alone, so that a
 * step costs a row of G, however long the items are. As fields, z is {@code code}, b is {@code correlation}, and the
 * derivative of the smooth part by z, G z - b, is {@code slope}. The descent ends when the duality gap, a bound on how far the
 * objective is above its minimum, is a small share of the objective.
 */
final class CoordinateDescent {
    /** After so many rounds slopes are computed again, so that rounding errors do not add up, and a descent that stands still ends. */
    private static final int LONG_ROUNDS = 64;

    private static final int MOST_ROUNDS = 20_000;
    /** A smaller share of the objective in so many rounds is no progress. */
    private static final double NO_PROGRESS = 1e-7;
    /** Sweeps over the same active set, the first of which does most. */
    private static final int MOST_SWEEPS = 8;
    /** A sweep that moves nothing by more than this share of what the first did is the last. */
    private static final float STILL = 0.1f;

    private final float lambda;
    private final boolean nonNegative;
    private final double tolerance;
    private final int[] active;
    /** At the last look at the gap. */
    private double objective;

    /** The code, from its start to its end. */
    final float[] code;
    /** The smooth part's slope at the code, G z - b. */
    final float[] slope;
    /** b. */
    final float[] correlation;

    /**
     * @param atoms the number of numbers in a code
     * @param nonNegative whether these must not be negative
     * @param tolerance of the duality gap, as a share of the objective
     */
    CoordinateDescent(int atoms, double lambda, boolean nonNegative, double tolerance) {
        this.lambda = (float) lambda;
        this.nonNegative = nonNegative;
        this.tolerance = tolerance;
        this.active = new int[atoms];
        this.code = new float[atoms];
        this.slope = new float[atoms];
        this.correlation = new float[atoms];
    }

    /**
     * Descends from {@link #code}, with {@link #slope} and {@link #correlation} set for it.
     *
     * @param gram G, a row an atom
     * @param energy |x|^2
     */
    void run(float[][] gram, double energy) {
        double before = Double.POSITIVE_INFINITY;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean looksBack = round > 0 && round % LONG_ROUNDS == 0;
            if (looksBack) {
                computeSlopes(gram);
            }
            float steepest = steepest();
            // Written so that it ends, too, where something is not a number.
            if (!isOpen(energy, steepest)) {
                return;
            }
            if (looksBack) {
                if (objective >= before * (1 - NO_PROGRESS)) {
                    return;
                }
                before = objective;
            }
            int count = activate(Math.max(lambda, 0.5f * (lambda + steepest)));
            float first = sweep(gram, count);
            for (int sweep = 1; sweep < MOST_SWEEPS && sweep(gram, count) > STILL * first; sweep++) {}
        }
    }

    private void computeSlopes(float[][] gram) {
        for (int j = 0; j < slope.length; j++) {
            slope[j] = -correlation[j];
        }
        for (int j = 0; j < code.length; j++) {
            if (code[j] != 0) {
                addScaled(slope, code[j], gram[j]);
            }
        }
    }

    /** The steepest fall of the smooth part along a number of the code. */
    private float steepest() {
        float steepest = 0;
        for (float one : slope) {
            steepest = Math.max(steepest, nonNegative ? -one : Math.abs(one));
        }
        return steepest;
    }

    /**
     * Whether the duality gap exceeds its tolerance. With r = x - D z and s = min(1, lambda / steepest), s r is a feasible
     * point of the dual problem: max over u, with no number of D'u beyond lambda, of 1/2 |x|^2 - 1/2 |x - u|^2, which is
     * s x'r - s^2 / 2 |r|^2 there.
     *
     * <p>Neither x nor r is needed. With {@code fitted} = z'b = x'D z, x'r = |x|^2 - x'D z = {@code energy - fitted}; and with
     * {@code correction} = z'(G z - b), |r|^2 = |x|^2 - 2 z'b + z'G z = {@code energy - fitted + correction}.
     */
    private boolean isOpen(double energy, float steepest) {
        double norm = 0;
        double fitted = 0;
        double correction = 0;
        for (int j = 0; j < code.length; j++) {
            double z = code[j];
            norm += Math.abs(z);
            fitted += z * correlation[j];
            correction += z * slope[j];
        }
        double residual = Math.max(0, energy - fitted + correction);
        double s = Math.min(1, lambda / steepest);
        objective = 0.5 * residual + lambda * norm;
        return objective + 0.5 * s * s * residual - s * (energy - fitted) > tolerance * objective;
    }

    /** Lists the numbers that are not 0 or whose slopes exceed a bound. */
    private int activate(float bound) {
        int count = 0;
        for (int j = 0; j < code.length; j++) {
            float fall = nonNegative ? -slope[j] : Math.abs(slope[j]);
            if (code[j] != 0 || fall >= bound) {
                active[count++] = j;
            }
        }
        return count;
    }

    /** Moves each active number to its best value, and returns the farthest that one went. */
    private float sweep(float[][] gram, int count) {
        float farthest = 0;
        for (int i = 0; i < count; i++) {
            int j = active[i];
            float curvature = gram[j][j];
            float best = shrink(curvature * code[j] - slope[j]) / curvature;
            float step = best - code[j];
            if (step != 0 && curvature > 0) {
                code[j] = best;
                addScaled(slope, step, gram[j]);
                farthest = Math.max(farthest, Math.abs(step));
            }
        }
        return farthest;
    }

    private float shrink(float value) {
        float above = Math.max(value - lambda, 0f);
        return nonNegative ? above : above + Math.min(value + lambda, 0f);
    }

    /** Alone, with the same index in both arrays, so that it becomes vector code. */
    private static void addScaled(float[] a, float factor, float[] b) {
        for (int i = 0; i < a.length; i++) {
            a[i] += factor * b[i];
        }
    }
}
