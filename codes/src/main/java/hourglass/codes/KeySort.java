package hourglass.codes;

import java.util.Arrays;

/**
 * Sorts the keys of a {@link Collector}: few by comparing, many by their digits of 11 bits, the lowest first, leaving out
 * those that are the same everywhere or in order already.
 */
final class KeySort {
    private static final int DIGIT = 11;
    private static final int MASK = (1 << DIGIT) - 1;
    private static final int FEW = 128;
    /** Of a key: 31 bits of the item's number, then (from bit 32 on) 10 of the distance. */
    private static final int[] SHIFTS = {0, DIGIT, 2 * DIGIT, 32};

    private final int[] starts = new int[MASK + 2];
    private long[] spare = new long[0];

    /** The keys in ascending order: in their array, or in one that is valid until the next call. */
    long[] sorted(long[] keys, int size) {
        if (size <= FEW) {
            Arrays.sort(keys, 0, size);
            return keys;
        }
        if (spare.length < size) {
            spare = new long[Math.max(size, keys.length)];
        }
        long[] from = keys;
        long[] to = spare;
        for (int shift : SHIFTS) {
            if (!ordered(from, size, shift)) {
                distribute(from, to, size, shift);
                long[] swap = from;
                from = to;
                to = swap;
            }
        }
        return from;
    }

    private static boolean ordered(long[] keys, int size, int shift) {
        int last = 0;
        for (int i = 0; i < size; i++) {
            int digit = digit(keys[i], shift);
            if (digit < last) {
                return false;
            }
            last = digit;
        }
        return true;
    }

    private void distribute(long[] from, long[] to, int size, int shift) {
        Arrays.fill(starts, 0);
        for (int i = 0; i < size; i++) {
            starts[digit(from[i], shift) + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        for (int i = 0; i < size; i++) {
            to[starts[digit(from[i], shift)]++] = from[i];
        }
    }

    private static int digit(long key, int shift) {
        return (int) (key >>> shift) & MASK;
    }
}
