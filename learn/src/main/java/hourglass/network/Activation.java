package hourglass.network;

import hourglass.matrix.Elementwise;
import java.util.Arrays;

/**
 * What a unit makes of its input a = b + x'w.
 *
 * <p>Both directions work on a block of a row-major matrix (rows of a batch, columns of a layer). The derivative is
 * taken from the output, which is all that is kept.
 */
public enum Activation {
    /** a. */
    LINEAR {
        @Override
        public void apply(float[] a, int at, int n) {}

        @Override
        public void timesDerivative(float[] delta, float[] output, int at, int n) {}

        @Override
        public void timesCurvature(float[] values, float[] output, int at, int n) {
            Arrays.fill(values, at, at + n, 0f);
        }
    },
    /** 1 / (1 + exp(-a)). */
    SIGMOID {
        @Override
        public void apply(float[] a, int at, int n) {
            Elementwise.sigmoid(a, at, n);
        }

        @Override
        public void timesDerivative(float[] delta, float[] output, int at, int n) {
            for (int i = 0; i < n; i++) {
                float h = output[at + i];
                delta[at + i] *= h * (1f - h);
            }
        }

        @Override
        public void timesCurvature(float[] values, float[] output, int at, int n) {
            for (int i = 0; i < n; i++) {
                values[at + i] *= 1f - 2f * output[at + i];
            }
        }
    },
    /** The hyperbolic tangent. */
    TANH {
        @Override
        public void apply(float[] a, int at, int n) {
            Elementwise.tanh(a, at, n);
        }

        @Override
        public void timesDerivative(float[] delta, float[] output, int at, int n) {
            for (int i = 0; i < n; i++) {
                float h = output[at + i];
                delta[at + i] *= 1f - h * h;
            }
        }

        @Override
        public void timesCurvature(float[] values, float[] output, int at, int n) {
            for (int i = 0; i < n; i++) {
                values[at + i] *= -2f * output[at + i];
            }
        }
    },
    /** max(a, 0). */
    RELU {
        @Override
        public void apply(float[] a, int at, int n) {
            Elementwise.rectify(a, at, n);
        }

        @Override
        public void timesDerivative(float[] delta, float[] output, int at, int n) {
            // The step function as a product and a minimum: a branch would keep the loop from becoming vector code.
            for (int i = 0; i < n; i++) {
                delta[at + i] *= Math.min(output[at + i] * 1e38f, 1f);
            }
        }

        @Override
        public void timesCurvature(float[] values, float[] output, int at, int n) {
            Arrays.fill(values, at, at + n, 0f);
        }
    },
    /** log(1 + exp(a)). */
    SOFTPLUS {
        @Override
        public void apply(float[] a, int at, int n) {
            Elementwise.softplus(a, at, n);
        }

        @Override
        public void timesDerivative(float[] delta, float[] output, int at, int n) {
            // sigmoid(a) = 1 - exp(-softplus(a)), by the first terms of expm1 where that is small.
            for (int i = 0; i < n; i++) {
                delta[at + i] *= (float) -Math.expm1(-output[at + i]);
            }
        }

        @Override
        public void timesCurvature(float[] values, float[] output, int at, int n) {
            // 1 - f' = exp(-softplus(a)).
            for (int i = 0; i < n; i++) {
                values[at + i] *= (float) Math.exp(-output[at + i]);
            }
        }
    },
    /** exp(a): the canonical activation of Poisson counts. */
    EXPONENTIAL {
        @Override
        public void apply(float[] a, int at, int n) {
            Elementwise.exp(a, at, n);
        }

        @Override
        public void timesDerivative(float[] delta, float[] output, int at, int n) {
            for (int i = 0; i < n; i++) {
                delta[at + i] *= output[at + i];
            }
        }

        @Override
        public void timesCurvature(float[] values, float[] output, int at, int n) {}
    },
    /** exp(a) over its sum in the row. */
    SOFTMAX {
        @Override
        public void apply(float[] a, int at, int n) {
            float largest = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                largest = Math.max(largest, a[at + i]);
            }
            for (int i = 0; i < n; i++) {
                a[at + i] -= largest;
            }
            Elementwise.exp(a, at, n);
            float sum = 0;
            for (int i = 0; i < n; i++) {
                sum += a[at + i];
            }
            Elementwise.scale(a, at, n, 1f / sum);
        }

        @Override
        public void timesDerivative(float[] delta, float[] output, int at, int n) {
            // The Jacobian of a row is diag(p) - p p'.
            float mean = 0;
            for (int i = 0; i < n; i++) {
                mean += delta[at + i] * output[at + i];
            }
            for (int i = 0; i < n; i++) {
                delta[at + i] = output[at + i] * (delta[at + i] - mean);
            }
        }

        @Override
        public void timesCurvature(float[] values, float[] output, int at, int n) {
            throw new UnsupportedOperationException("softmax units depend on each other");
        }
    };

    /** Whether a unit's output depends on its whole row, so that a row may not be cut between threads. */
    public boolean needsWholeRows() {
        return this == SOFTMAX;
    }

    /** a = f(a + bias) for one row's stretch of {@code n} units. */
    public void apply(float[] a, int at, int n, float[] bias, int biasAt) {
        Elementwise.add(a, at, n, bias, biasAt);
        apply(a, at, n);
    }

    /** a = f(a) for one row's stretch of {@code n} units. */
    public abstract void apply(float[] a, int at, int n);

    /** delta = delta * f'(a) for one row's stretch, with f' taken from the output there. */
    public abstract void timesDerivative(float[] delta, float[] output, int at, int n);

    /**
     * values = values * f''(a) / f'(a) for one row's stretch, taken from the output there.
     *
     * @throws UnsupportedOperationException for {@link #SOFTMAX}
     */
    public abstract void timesCurvature(float[] values, float[] output, int at, int n);
}
