package hourglass.random;

import java.util.SplittableRandom;

/**
 * Independent random streams derived from a seed and a path of numbers such as (epoch, batch, part).
 *
 * <p>No stream is ever stored: whoever resumes at an epoch derives the same numbers as whoever ran up to it. Seeds and
 * paths that differ by one give unrelated streams, since every number of the path goes through the 64-bit finaliser of
 * SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, <i>Fast splittable pseudorandom number generators</i>, OOPSLA 2014;
 * constants of D. Stafford's variant 13).
 */
public final class Seeds {
    /** 2^64 over the golden ratio, odd: the increment of SplitMix64. Without it zero would be a fixed point. */
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    /** The seed of the stream at {@code path}; the order of its numbers matters. */
    public static long derive(long seed, long... path) {
        long derived = mix(seed);
        for (long part : path) {
            derived = mix(derived ^ part);
        }
        return derived;
    }

    /** A generator at the start of the stream at {@code path}. */
    public static SplittableRandom random(long seed, long... path) {
        return new SplittableRandom(derive(seed, path));
    }

    /** A bijection of 64-bit numbers in which every output bit depends on every input bit. */
    static long mix(long value) {
        long z = value + GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
