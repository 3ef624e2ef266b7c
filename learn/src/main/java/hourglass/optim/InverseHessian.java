package hourglass.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is known of a function's inverse Hessian from the last few moves s and the changes y of the gradient along them:
 * BFGS updates of a multiple of the identity, never written out (Nocedal and Wright, <i>Numerical
 * Optimization</i>, 2nd edition, algorithm 7.4).
 *
 * <p>The book's symbols as fields and parameters:
 *
 * <ul>
 *   <li>s_i and y_i: {@code s} and {@code y} of {@code pairs}, the newest of which, k - 1, has index 0,
 *   <li>1 / rho_i = y_i's_i: {@code curvature}; alpha_i: {@code alpha},
 *   <li>gamma_k = s'y / y'y of the newest pair (eq. 7.20), H_0 = gamma_k I: the scale between the two loops,
 *   <li>q of the first loop, and r of the second: {@code q}.
 * </ul>
 */
final class InverseHessian {
    /** A pair whose curvature s y is a smaller share of |s| |y| is noise, or would spoil the condition: it is left out. */
    private static final double LEAST_CURVATURE = 1e-6;

    private static final class Pair {
        final float[] s;
        final float[] y;
        /** s y, 0 for none: not stored, since it follows from both. */
        double curvature;

        double alpha;

        Pair(int dimension) {
            s = new float[dimension];
            y = new float[dimension];
        }

        void measure() {
            curvature = Vectors.dot(s, y);
        }

        void forget() {
            Arrays.fill(s, 0);
            curvature = 0;
        }
    }

    /** Newest first; those not yet met are zero, and so is their curvature. */
    private final Pair[] pairs;

    InverseHessian(int memory, int dimension) {
        pairs = new Pair[memory];
        for (int i = 0; i < memory; i++) {
            pairs[i] = new Pair(dimension);
        }
    }

    boolean isEmpty() {
        return pairs[0].curvature == 0;
    }

    /** Forgets all pairs. */
    void clear() {
        for (Pair pair : pairs) {
            pair.forget();
        }
    }

    /** Takes the pairs as their vectors are now, perhaps overwritten since the last step. */
    void restore() {
        for (Pair pair : pairs) {
            pair.measure();
        }
    }

    /** The vectors of all pairs, newest first. */
    List<float[]> vectors() {
        List<float[]> vectors = new ArrayList<>();
        for (Pair pair : pairs) {
            vectors.add(pair.s);
            vectors.add(pair.y);
        }
        return vectors;
    }

    /**
     * Learns from a move.
     *
     * @param step times {@code direction} is s
     * @param after minus {@code before}, both gradients, is y
     */
    void learn(double step, float[] direction, float[] after, float[] before) {
        Pair oldest = pairs[pairs.length - 1];
        Vectors.scale(step, direction, oldest.s);
        Vectors.subtract(after, before, oldest.y);
        oldest.measure();
        double lengths = Math.sqrt(Vectors.dot(oldest.s, oldest.s) * Vectors.dot(oldest.y, oldest.y));
        if (oldest.curvature > LEAST_CURVATURE * lengths) {
            System.arraycopy(pairs, 0, pairs, 1, pairs.length - 1);
            pairs[0] = oldest;
        } else {
            oldest.forget();
        }
    }

    /** Multiplies a vector in place, by the two loops. */
    void multiply(float[] q) {
        if (isEmpty()) {
            return;
        }
        for (Pair pair : pairs) {
            if (pair.curvature > 0) {
                pair.alpha = Vectors.dot(pair.s, q) / pair.curvature;
                Vectors.addScaled(-pair.alpha, pair.y, q);
            }
        }
        Vectors.scale(pairs[0].curvature / Vectors.dot(pairs[0].y, pairs[0].y), q, q);
        for (int i = pairs.length - 1; i >= 0; i--) {
            Pair pair = pairs[i];
            if (pair.curvature > 0) {
                double beta = Vectors.dot(pair.y, q) / pair.curvature;
                Vectors.addScaled(pair.alpha - beta, pair.s, q);
            }
        }
    }
}
