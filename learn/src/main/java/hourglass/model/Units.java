package hourglass.model;

import hourglass.matrix.CounterRandom;
import hourglass.matrix.Elementwise;

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
    };

    private final Activation mean;

    Units(Activation mean) {
        this.mean = mean;
    }

    /** The mean of a unit as a function of its input. */
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

    /** The part of minus the energy that a unit in state x has without the other layer. */
    public abstract double logWeight(double x, double bias);

    /** log of the sum (integral) over all states x of exp({@link #logWeight} + x (input - bias)). */
    public abstract double logSum(double input, double bias);

    /** {@link #logSum} of a stretch of inputs, in place, but for terms that depend on the bias alone. */
    public abstract void logSums(float[] inputs, int at, int n);
}
