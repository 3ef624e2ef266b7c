package hourglass.objective;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.Summary;
import hourglass.matrix.Elementwise;
import hourglass.network.Activation;

/**
 * What the data are: p(x | mu), an exponential family whose mean mu the network gives; the loss is -log p.
 *
 * <p>Each has a canonical activation g (the inverse of the canonical link), with mu = g(a), for which the loss's derivative by a is simply mu - x. For
 * any other output function it is (mu - x) g'(a) / V(mu), V being the variance as a function of the mean (McCullagh and
 * Nelder, Generalized Linear Models, 1989, section 2.5).
 */
public enum Likelihood implements Loss {
    /** Binary data or fractions in 0..1; the cross-entropy -x log mu - (1 - x) log(1 - mu). */
    BERNOULLI(Activation.SIGMOID) {
        @Override
        public void canonicalLoss(
                float[] a,
                int at,
                int n,
                float[] bias,
                int biasAt,
                float[] x,
                float scale,
                float[] delta,
                float[] loss) {
            Elementwise.add(a, at, n, bias, biasAt);
            System.arraycopy(a, at, delta, at, n);
            Elementwise.sigmoid(delta, at, n);
            Elementwise.addCrossEntropy(a, delta, x, at, n, loss);
            Elementwise.scaledDifference(delta, x, at, n, scale, delta);
        }

        @Override
        public float value(float x, float mean) {
            return -x * log(mean) - (1 - x) * log(1 - mean);
        }

        @Override
        float variance(float mean) {
            return Math.max(mean * (1 - mean), SMALL);
        }
    },
    /** Real data of unit variance; half the squared error. */
    GAUSSIAN(Activation.LINEAR) {
        @Override
        public void canonicalLoss(
                float[] a,
                int at,
                int n,
                float[] bias,
                int biasAt,
                float[] x,
                float scale,
                float[] delta,
                float[] loss) {
            for (int i = 0; i < n; i++) {
                float error = a[at + i] + bias[biasAt + i] - x[at + i];
                loss[i] += 0.5f * error * error;
                delta[at + i] = scale * error;
            }
        }

        @Override
        public float value(float x, float mean) {
            return 0.5f * (mean - x) * (mean - x);
        }

        @Override
        float variance(float mean) {
            return 1;
        }
    },
    /**
     * One class out of several, or a document's counts of words: mu are the probabilities of words, and the loss is that of
     * one word, -sum x log mu / sum x, so that long documents count no more than short ones (R. Salakhutdinov, G. E. Hinton,
     * <i>Semantic hashing</i>, IJAR 50, 2009, section 3); a document without words has none. The parameter-free log of the
     * multinomial coefficient is left out. For an output function that is not the canonical one, x must sum to 1.
     */
    MULTINOMIAL(Activation.SOFTMAX) {
        @Override
        public void canonicalLoss(
                float[] a,
                int at,
                int n,
                float[] bias,
                int biasAt,
                float[] x,
                float scale,
                float[] delta,
                float[] loss) {
            Activation.SOFTMAX.apply(a, at, n, bias, biasAt);
            float total = 0;
            for (int i = 0; i < n; i++) {
                total += x[at + i];
            }
            float share = total > 0 ? 1 / total : 0;
            float weight = total > 0 ? scale : 0;
            for (int i = 0; i < n; i++) {
                loss[i] += share * value(x[at + i], a[at + i]);
            }
            for (int i = 0; i < n; i++) {
                delta[at + i] = weight * (a[at + i] - share * x[at + i]);
            }
        }

        @Override
        public float value(float x, float mean) {
            return x == 0 ? 0 : -x * log(mean);
        }

        @Override
        float variance(float mean) {
            return Math.max(mean, SMALL);
        }
    },
    /** Counts: mu - x log mu; the parameter-free log x! is left out. */
    POISSON(Activation.EXPONENTIAL) {
        @Override
        public void canonicalLoss(
                float[] a,
                int at,
                int n,
                float[] bias,
                int biasAt,
                float[] x,
                float scale,
                float[] delta,
                float[] loss) {
            Elementwise.add(a, at, n, bias, biasAt);
            System.arraycopy(a, at, delta, at, n);
            Elementwise.exp(delta, at, n);
            for (int i = 0; i < n; i++) {
                loss[i] += delta[at + i] - x[at + i] * a[at + i];
            }
            Elementwise.scaledDifference(delta, x, at, n, scale, delta);
        }

        @Override
        public float value(float x, float mean) {
            return mean - x * log(mean);
        }

        @Override
        float variance(float mean) {
            return Math.max(mean, SMALL);
        }
    };

    /** Keeps logarithms and quotients finite where a mean is at the edge of its range. */
    private static final float SMALL = 1e-7f;

    private final Activation canonicalActivation;

    Likelihood(Activation canonicalActivation) {
        this.canonicalActivation = canonicalActivation;
    }

    /** The output function whose derivative cancels against the loss's. */
    public Activation canonicalActivation() {
        return canonicalActivation;
    }

    /**
     * For the canonical activation: turns one row's stretch of products x W into the delta {@code scale * (mu - x)}, and adds
     * each element's -log p to {@code loss}.
     *
     * @param a the products; used up
     * @param at where the stretch begins in {@code a}, {@code x} and {@code delta}
     * @param n its length
     * @param bias holds the biases, the stretch's begin at {@code biasAt}
     */
    public abstract void canonicalLoss(
            float[] a, int at, int n, float[] bias, int biasAt, float[] x, float scale, float[] delta, float[] loss);

    /** -log p(x | mean) of one element, without parameter-free terms. */
    @Override
    public abstract float value(float x, float mean);

    /** The derivative of {@link #value} by the mean, (mean - x) / V(mean). */
    @Override
    public float derivative(float x, float mean) {
        return (mean - x) / variance(mean);
    }

    /** V(mean). */
    abstract float variance(float mean);

    /**
     * Refuses data that cannot follow this likelihood.
     *
     * @param name of the data, for the message
     * @throws hourglass.data.InputException if a number is not finite, negative where data are fractions or counts, or above 1
     *     where they are fractions
     */
    public void requireWithinRange(String name, Rows rows) {
        double least = this == GAUSSIAN ? -Float.MAX_VALUE : 0;
        double greatest = this == BERNOULLI ? 1 : Float.MAX_VALUE;
        Summary.Found outside = Summary.firstOutside(rows, least, greatest);
        if (outside != null) {
            String range = this == GAUSSIAN ? "finite" : this == BERNOULLI ? "within 0..1" : "within 0..infinity";
            throw new InputException(
                    name,
                    outside.place(),
                    "%s is not %s, as %s data are".formatted(outside.value(), range, this),
                    this == BERNOULLI ? "scale it to 0..1, or give another likelihood" : "give another likelihood");
        }
    }

    private static float log(float x) {
        return (float) Math.log(Math.max(x, SMALL));
    }
}
