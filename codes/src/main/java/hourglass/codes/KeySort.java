package hourglass.codes;

import java.util.Arrays;

/**
 * Sorts the keys of a {@link Collector}: few by comparing, many by their bytes, the lowest first, leaving out those that
 * are the same everywhere.
 */
final class KeySort {
    private static final int FEW = 64;
    private static final int VALUES = 256;
    /** The item's number takes four bytes, and the distance, at most 4,096, two. */
    private static final int BYTES = 6;

    private final int[] counts = new int[BYTES * VALUES];
    private long[] spare = new long[0];

    /** The keys in ascending order: in their array, or in one that is valid until the next call. */
    long[] sorted(long[] keys, int size) {
        if (size <= FEW) {
            Arrays.sort(keys, 0, size);
            return keys;
        }
        if (spare.length < size) {
            spare = new long[keys.length];
        }
        count(keys, size);
        long[] from = keys;
        long[] to = spare;
        for (int i = 0; i < BYTES; i++) {
            if (counts[i * VALUES + value(keys[0], i)] < size) {
                distribute(from, to, size, i);
                long[] swap = from;
                from = to;
                to = swap;
            }
        }
        return from;
    }

    private void count(long[] keys, int size) {
        Arrays.fill(counts, 0);
        for (int i = 0; i < size; i++) {
            long key = keys[i];
            counts[value(key, 0)]++;
            counts[VALUES + value(key, 1)]++;
            counts[2 * VALUES + value(key, 2)]++;
            counts[3 * VALUES + value(key, 3)]++;
            counts[4 * VALUES + value(key, 4)]++;
            counts[5 * VALUES + value(key, 5)]++;
        }
    }

    private void distribute(long[] from, long[] to, int size, int index) {
        int start = 0;
        for (int i = index * VALUES; i < (index + 1) * VALUES; i++) {
            int here = counts[i];
            counts[i] = start;
            start += here;
        }
        for (int i = 0; i < size; i++) {
            to[counts[index * VALUES + value(from[i], index)]++] = from[i];
        }
    }

    private static int value(long key, int index) {
        return (int) (key >>> (8 * index)) & 0xff;
    }
}
