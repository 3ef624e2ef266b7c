package hourglass.model;

import hourglass.matrix.Elementwise;
import hourglass.network.Activation;
import hourglass.random.CounterRandom;

/** What the units of one layer of a Boltzmann machine are: p(x | input), where the input is bias + x'w. */
public enum Units {
    /** 0 or 1, on with probability sigmoid(input). */
    BERNOULLI(Activation.SIGMOID) {
        @Override
        public void sample(long key, int counter, float[] means, int at, float[] target, int to, int n) {
            CounterRandom.bernoulli(key, counter, means, at, target, to, n);
        }

        @Override
        public double logWeight(double x, double bias) {
            return bias * x;
        }

        @Override
        public double logSum(double input, double bias) {
            return Math.max(input, 0) + Math.log1p(Math.exp(-Math.abs(input)));
        }

        @Override
        public void logSums(float[] inputs, int at, int n) {
            Elementwise.softplus(inputs, at, n);
        }
    },
    /** Real, of unit variance around the input ("linear" units). */
    GAUSSIAN(Activation.LINEAR) {
        @Override
        public void sample(long key, int counter, float[] means, int at, float[] target, int to, int n) {
            CounterRandom.normal(key, counter, 1f, means, at, target, to, n);
        }

        @Override
        public double logWeight(double x, double bias) {
            return -0.5 * (x - bias) * (x - bias);
        }

        @Override
        public double logSum(double input, double bias) {
            return 0.5 * (input * input - bias * bias) + 0.5 * Math.log(2 * Math.PI);
        }

        @Override
        public void logSums(float[] inputs, int at, int n) {
            for (int i = 0; i < n; i++) {
                inputs[at + i] *= 0.5f * inputs[at + i];
            }
        }
    },
    /**
     * The counts of a document's words: Poisson, with means that add up to the document's length N, so N softmax(inputs)
     * (R. Salakhutdinov, G. E. Hinton, <i>Semantic hashing</i>, IJAR 50, 2009, equation 1). There is no energy to it.
     */
    CONSTRAINED_POISSON(Activation.SOFTMAX) {
        @Override
        public void sample(long key, int counter, float[] means, int at, float[] target, int to, int n) {
            CounterRandom.poisson(key, counter, means, at, target, to, n);
        }
    },
    /**
     * The counts of a document's words: N draws from softmax(inputs). A hidden unit's bias counts N times (R. Salakhutdinov,
     * G. E. Hinton, <i>Replicated softmax: an undirected topic model</i>, NIPS 2009, equations 3 to 5).
     */
    REPLICATED_SOFTMAX(Activation.SOFTMAX) {
        @Override
        public void sample(long key, int counter, float[] means, int at, float[] target, int to, int n) {
            CounterRandom.multinomial(key, counter, means, at, target, to, n);
        }

        @Override
        public double logWeight(double x, double bias) {
            return bias * x;
        }
    };

    private final Activation mean;

    Units(Activation mean) {
        this.mean = mean;
    }

    /** Whether they are the counts of a document's words, which depend on each other and on the document's length. */
    public boolean isCount() {
        return this == CONSTRAINED_POISSON || this == REPLICATED_SOFTMAX;
    }

    /** The mean of a unit as a function of its input; of counts, as a share of the document's length. */
    public Activation mean() {
        return mean;
    }

    /**
     * Draws the states of one row's stretch of {@code n} units.
     *
     * @param key of {@link CounterRandom}
     * @param counter of the first unit
     * @param means given their inputs, from {@code at} on
     * @param target takes the states from {@code to} on; another array than the means
     */
    public abstract void sample(long key, int counter, float[] means, int at, float[] target, int to, int n);

    /**
     * The part of minus the energy that a unit in state x has without the other layer.
     *
     * @throws UnsupportedOperationException if there is no energy
     */
    public double logWeight(double x, double bias) {
        throw new UnsupportedOperationException(this + " units have no energy");
    }

    /**
     * log of the sum (integral) over all states x of exp({@link #logWeight} + x (input - bias)).
     *
     * @throws UnsupportedOperationException for counts, which have no states of their own
     */
    public double logSum(double input, double bias) {
        throw new UnsupportedOperationException(this + " units depend on each other");
    }

    /** {@link #logSum} of a stretch of inputs, in place, but for terms that depend on the bias alone. */
    public void logSums(float[] inputs, int at, int n) {
        throw new UnsupportedOperationException(this + " units depend on each other");
    }
}
