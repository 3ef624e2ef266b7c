package hourglass.hashing;

import java.util.Arrays;

/**
 * The loss of a pair of codes in {@link MinimalLossHashing}, and the upper bound of it in the scores v = W x and v' = W x' that the
 * codes, -1 or 1, are the signs of. One thread's.
 */
final class PairLoss {
    private final int bits;
    private final int radius;
    private final double dissimilarWeight;
    /** For each bit what is gained where it differs, and the bit. */
    private final long[] order;

    private final double[] gains;

    PairLoss(int bits, int radius, double dissimilarWeight) {
        this.bits = bits;
        this.radius = radius;
        this.dissimilarWeight = dissimilarWeight;
        this.order = new long[bits];
        this.gains = new double[bits];
    }

    /** Of two codes at a distance. */
    double at(int distance, boolean similar) {
        return similar ? Math.max(0, distance - radius + 1) : dissimilarWeight * Math.max(0, radius - distance + 1);
    }

    /**
     * The gradient of the bound by the scores, g - h of both codes.
     *
     * <p>The codes g, g' of the first maximum differ in some m bits, which are those that gain most from it: |v - v'| - |v + v'|. All m are
     * tried (equation 9 of the paper).
     *
     * @param scores v from {@code first} on, v' from {@code second} on
     * @param target takes the gradients at the same places
     * @return the bound
     */
    double gradient(float[] scores, int first, int second, boolean similar, float[] target) {
        double alike = 0;
        double fixed = 0;
        for (int bit = 0; bit < bits; bit++) {
            float v = scores[first + bit];
            float other = scores[second + bit];
            gains[bit] = Math.abs(v - other) - Math.abs(v + other);
            alike += Math.abs(v + other);
            fixed += Math.abs(v) + Math.abs(other);
            order[bit] = descending((float) gains[bit]) << Integer.SIZE | bit;
        }
        Arrays.sort(order);
        double best = alike + at(0, similar);
        int differing = 0;
        double sum = alike;
        for (int m = 1; m <= bits; m++) {
            sum += gains[(int) order[m - 1]];
            if (sum + at(m, similar) > best) {
                best = sum + at(m, similar);
                differing = m;
            }
        }
        for (int i = 0; i < bits; i++) {
            int bit = (int) order[i];
            float v = scores[first + bit];
            float other = scores[second + bit];
            float g = (i < differing ? v - other : v + other) > 0 ? 1 : -1;
            target[first + bit] = g - sign(v);
            target[second + bit] = (i < differing ? -g : g) - sign(other);
        }
        return best - fixed;
    }

    /** How many bits differ. */
    static int distance(float[] scores, int first, int second, int bits) {
        int distance = 0;
        for (int bit = 0; bit < bits; bit++) {
            distance += sign(scores[first + bit]) == sign(scores[second + bit]) ? 0 : 1;
        }
        return distance;
    }

    private static float sign(float score) {
        return score > 0 ? 1 : -1;
    }

    /** A number that grows as a float falls. */
    private static long descending(float value) {
        int bits = Float.floatToRawIntBits(value + 0f);
        return ~(long) (bits ^ (bits >> 31 & Integer.MAX_VALUE));
    }
}
