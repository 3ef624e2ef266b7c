package hourglass.random;

/**
 * Random numbers that are functions of a key and a counter: no state, so any thread makes the numbers of its block, in any
 * order, and a resumed run makes the same ones again (J. K. Salmon et al., <i>Parallel random numbers: as easy as 1, 2,
 * 3</i>, SC 2011).
 *
 * <p>The numbers of a key are those of SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, <i>Fast splittable pseudorandom number
 * generators</i>, OOPSLA 2014; constants of D. Stafford's variant 13), which is a hash of a counter, so that any can be had
 * alone.
 */
public final class CounterRandom {
    /** 2^64 over the golden ratio, odd: the increment of SplitMix64. */
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    /** Uniform numbers lie in the middles of this many cells of 0..1: neither end can come. */
    private static final float CELL = 0x1p-23f;

    private CounterRandom() {}

    /** The key of the {@code index}th of the independent sequences that belong to a seed. */
    public static long key(long seed, int index) {
        return mix(mix(seed) + index * GOLDEN_GAMMA);
    }

    /**
     * Uniform numbers between 0 and 1, both excluded.
     *
     * @param key made by {@link #key}
     * @param counter of the first number; the others' follow
     * @param target takes them from {@code at} on
     */
    public static void uniform(long key, int counter, float[] target, int at, int n) {
        for (int i = 0; i < n; i++) {
            int cell = (int) (mix(key + (counter + i) * GOLDEN_GAMMA) >>> 41);
            target[at + i] = cell * CELL + 0.5f * CELL;
        }
    }

    /**
     * 1 with the given probabilities, else 0.
     *
     * @param probabilities from {@code at} on
     * @param target takes them from {@code to} on; not the same stretch as the probabilities
     */
    public static void bernoulli(long key, int counter, float[] probabilities, int at, float[] target, int to, int n) {
        uniform(key, counter, target, to, n);
        for (int i = 0; i < n; i++) {
            // 1 where p > u, written without a comparison, which would keep the loop from becoming vector code.
            float excess = (probabilities[at + i] - target[to + i]) * 1e38f;
            target[to + i] = Math.min(Math.max(excess, 0f), 1f);
        }
    }

    /**
     * Normal numbers around the given means; the arguments are those of {@link #bernoulli}.
     *
     * @param deviation the standard deviation
     */
    public static void normal(
            long key, int counter, float deviation, float[] means, int at, float[] target, int to, int n) {
        uniform(key, counter, target, to, n);
        for (int i = 0; i < n; i++) {
            target[to + i] = means[at + i] + deviation * normalQuantile(target[to + i]);
        }
    }

    /**
     * Adds normal numbers, the same as {@link #normal} makes, in place.
     *
     * @param deviation the standard deviation
     * @param target they are added to what it holds from {@code at} on
     */
    public static void addNormal(long key, int counter, float deviation, float[] target, int at, int n) {
        for (int i = 0; i < n; i++) {
            target[at + i] += deviation * normalQuantile(uniform(key, counter + i));
        }
    }

    /**
     * Poisson numbers, each by inversion of one uniform number; the arguments are those of {@link #bernoulli}.
     *
     * @param means at least 0; beyond 80 a normal number, rounded, stands for the Poisson one
     */
    public static void poisson(long key, int counter, float[] means, int at, float[] target, int to, int n) {
        uniform(key, counter, target, to, n);
        for (int i = 0; i < n; i++) {
            target[to + i] = poissonQuantile(target[to + i], means[at + i]);
        }
    }

    private static float poissonQuantile(float u, float mean) {
        if (mean > 80) {
            return Math.max(0, Math.round(mean + (float) Math.sqrt(mean) * normalQuantile(u)));
        }
        double term = Math.exp(-mean);
        double sum = term;
        int count = 0;
        // The terms vanish before the sum reaches the last cell where rounding lost the rest.
        while (u > sum && term > 0) {
            count++;
            term *= mean / count;
            sum += term;
        }
        return count;
    }

    /**
     * As many draws as the means add up to, counted by outcome, the means being in proportion to the outcomes'
     * probabilities; the arguments are those of {@link #bernoulli}.
     *
     * @param counter which names the row: that of its first number
     */
    public static void multinomial(long key, int counter, float[] means, int at, float[] target, int to, int n) {
        double total = 0;
        for (int i = 0; i < n; i++) {
            total += means[at + i];
        }
        long draws = Math.round(total);
        long rowKey = key(key, counter);
        // Uniform numbers in ascending order, each from the one before, so that one walk over the outcomes counts them.
        double next = draws == 0 ? 1 : 1 - Math.pow(uniform(rowKey, draws), 1.0 / draws);
        double cumulated = 0;
        for (int i = 0; i < n; i++) {
            cumulated = i == n - 1 ? 1 : cumulated + means[at + i] / total;
            int count = 0;
            while (draws > 0 && next <= cumulated) {
                count++;
                draws--;
                next = draws == 0 ? 1 : 1 - (1 - next) * Math.pow(uniform(rowKey, draws), 1.0 / draws);
            }
            target[to + i] = count;
        }
    }

    private static float uniform(long key, long counter) {
        int cell = (int) (mix(key + counter * GOLDEN_GAMMA) >>> 41);
        return cell * CELL + 0.5f * CELL;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * Where the normal distribution function is p: M. J. Wichura's PPND7, Applied Statistics 37 (1988), algorithm AS 241,
     * accurate to about 1 part in 10^7. Its far tail is left out, as no uniform number made here reaches exp(-25).
     */
    private static float normalQuantile(float p) {
        float q = p - 0.5f;
        if (Math.abs(q) <= 0.425f) {
            float r = 0.180625f - q * q;
            return q
                    * (((59.109375f * r + 159.29114f) * r + 50.434273f) * r + 3.3871326f)
                    / (((67.18756f * r + 78.75776f) * r + 17.89517f) * r + 1f);
        }
        float r = (float) Math.sqrt(-Math.log(q < 0 ? p : 1f - p)) - 1.6f;
        float tail = (((0.17023821f * r + 1.3067285f) * r + 2.7568154f) * r + 1.4234372f)
                / ((0.12021133f * r + 0.73700166f) * r + 1f);
        return q < 0 ? -tail : tail;
    }
}
