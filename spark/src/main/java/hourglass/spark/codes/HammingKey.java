package hourglass.spark.codes;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Some bits of a code: rows with the same ones, or nearly the same, meet.
 *
 * @param positions of the bits, at most 30
 * @param mask the longs of a code in which these bits alone are 1
 * @param shells the number of distances 0, 1, ... of two keys at which their rows meet
 */
record HammingKey(int[] positions, long[] mask, int shells) implements Serializable {
    static HammingKey of(int[] positions, int words, int shells) {
        long[] mask = new long[words];
        for (int position : positions) {
            mask[position >> 6] |= 1L << position;
        }
        return new HammingKey(positions, mask, shells);
    }

    int of(long[] code) {
        int key = 0;
        for (int position : positions) {
            key = key << 1 | (int) (code[position >> 6] >>> position & 1);
        }
        return key;
    }

    /** Whether the rows of two codes meet by this key. */
    boolean meet(long[] one, long[] packed, int at) {
        int distance = 0;
        for (int word = 0; word < mask.length; word++) {
            distance += Long.bitCount((one[word] ^ packed[at + word]) & mask[word]);
        }
        return distance < shells;
    }

    /** What makes a key every other one at which its rows meet others, those of few ones first. */
    int[] flips() {
        int[] flips = new int[1];
        int from = 0;
        for (int ones = 1; ones < shells; ones++) {
            int to = flips.length;
            for (int i = from; i < to; i++) {
                int above = 32 - Integer.numberOfLeadingZeros(flips[i]);
                int at = flips.length;
                flips = Arrays.copyOf(flips, at + positions.length - above);
                for (int bit = above; bit < positions.length; bit++) {
                    flips[at++] = flips[i] | 1 << bit;
                }
            }
            from = to;
        }
        return flips;
    }
}
