package hourglass.objective;

import hourglass.random.CounterRandom;

/**
 * Noise on the input of a network that still has to reconstruct the clean input, so that it can't learn the identity (P. Vincent
 * et al., <i>Stacked denoising autoencoders</i>, JMLR 11, 2010, section 3.3).
 */
public sealed interface Corruption {
    /** No noise. */
    record None() implements Corruption {
        @Override
        public void apply(long key, int counter, float[] x, int at, int n, float[] noisy) {
            System.arraycopy(x, at, noisy, at, n);
        }

        @Override
        public String toString() {
            return "none";
        }
    }

    /**
     * Each component is set to 0 with a probability.
     *
     * @param probability 0 to below 1
     */
    record Masking(double probability) implements Corruption {
        public Masking {
            requireProbability(probability);
        }

        @Override
        public void apply(long key, int counter, float[] x, int at, int n, float[] noisy) {
            float threshold = (float) probability;
            CounterRandom.uniform(key, counter, noisy, at, n);
            for (int i = 0; i < n; i++) {
                // x where u >= threshold, else 0, without a branch, which would keep the loop from becoming vector
                // code.
                noisy[at + i] = x[at + i] * Math.min(Math.max((noisy[at + i] - threshold) * 1e38f + 1f, 0f), 1f);
            }
        }

        @Override
        public String toString() {
            return "masking:" + probability;
        }
    }

    /**
     * Each component is set with a probability to the lowest or the highest value, which come equally often.
     *
     * @param probability 0 to below 1
     * @param low the value of pepper
     * @param high the value of salt
     */
    record SaltAndPepper(double probability, double low, double high) implements Corruption {
        public SaltAndPepper {
            requireProbability(probability);
            if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
                throw new IllegalArgumentException("salt (%s) must be above pepper (%s)".formatted(high, low));
            }
        }

        /** For data within 0..1. */
        static SaltAndPepper of(double probability) {
            return new SaltAndPepper(probability, 0, 1);
        }

        @Override
        public void apply(long key, int counter, float[] x, int at, int n, float[] noisy) {
            CounterRandom.uniform(key, counter, noisy, at, n);
            for (int i = 0; i < n; i++) {
                float u = noisy[at + i];
                noisy[at + i] = u >= probability ? x[at + i] : u < 0.5 * probability ? (float) low : (float) high;
            }
        }

        @Override
        public String toString() {
            return "salt-and-pepper:" + probability + (low == 0 && high == 1 ? "" : ":" + low + ":" + high);
        }
    }

    /**
     * Normal noise is added to each component.
     *
     * @param deviation its standard deviation, at least 0
     */
    record Gaussian(double deviation) implements Corruption {
        public Gaussian {
            if (!(deviation >= 0) || Double.isInfinite(deviation)) {
                throw new IllegalArgumentException("the noise's deviation must be 0 or more, but was " + deviation);
            }
        }

        @Override
        public void apply(long key, int counter, float[] x, int at, int n, float[] noisy) {
            CounterRandom.normal(key, counter, (float) deviation, x, at, noisy, at, n);
        }

        @Override
        public String toString() {
            return "gaussian:" + deviation;
        }
    }

    /**
     * Makes a stretch noisy; the same key and counter make the same noise.
     *
     * @param key made by {@link CounterRandom#key}
     * @param counter of the stretch's first component
     * @param x clean
     * @param at where the stretch begins in {@code x} and {@code noisy}
     * @param n its length
     * @param noisy takes it; not the array of {@code x}
     */
    void apply(long key, int counter, float[] x, int at, int n, float[] noisy);

    /**
     * Says which components of a stretch it picks: 1 for those, even if it leaves them as they were, 0 for the others.
     *
     * @param key that {@link #apply} has, as the counter
     */
    default void picks(long key, int counter, float[] picked, int at, int n) {
        double probability = this instanceof Masking masking
                ? masking.probability
                : this instanceof SaltAndPepper salted ? salted.probability : isNone() ? 0 : 1;
        CounterRandom.uniform(key, counter, picked, at, n);
        for (int i = 0; i < n; i++) {
            picked[at + i] = picked[at + i] < probability ? 1f : 0f;
        }
    }

    /** Whether it changes anything. */
    default boolean isNone() {
        return this instanceof None;
    }

    /**
     * Reads what {@code toString} writes: {@code none}, {@code masking:0.25}, {@code salt-and-pepper:0.1} (then perhaps the
     * lowest and the highest value) or {@code gaussian:0.3}.
     *
     * @throws IllegalArgumentException if it is not one of these
     */
    static Corruption of(String text) {
        String[] parts = text.split(":", -1);
        double[] numbers = Notation.numbers(text, parts);
        if (parts[0].equals("none") && numbers.length == 0) {
            return new None();
        }
        if (parts[0].equals("masking") && numbers.length == 1) {
            return new Masking(numbers[0]);
        }
        if (parts[0].equals("gaussian") && numbers.length == 1) {
            return new Gaussian(numbers[0]);
        }
        if (parts[0].equals("salt-and-pepper") && (numbers.length == 1 || numbers.length == 3)) {
            return numbers.length == 1
                    ? SaltAndPepper.of(numbers[0])
                    : new SaltAndPepper(numbers[0], numbers[1], numbers[2]);
        }
        throw new IllegalArgumentException(
                "'%s' is no corruption; give none, masking:0.25, salt-and-pepper:0.1 or gaussian:0.3".formatted(text));
    }

    private static void requireProbability(double probability) {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    "the probability of corruption must lie in 0..1 without 1, but was " + probability);
        }
    }
}
