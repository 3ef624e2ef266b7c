package hourglass.eval;

import java.util.Arrays;

/**
 * Items from the highest score down, those of equal score together: sorted by the bits of the scores, 11 at a time, which
 * takes time in proportion to their number. Used again and again by one thread.
 */
final class RankedList {
    private static final int DIGIT = 11;
    private static final int BUCKETS = 1 << DIGIT;
    private static final int DIGITS = 3;

    /** A key that grows as scores fall in the high half, the item in the low one. */
    private long[] entries;

    private long[] spare;
    private final int[] starts = new int[DIGITS * BUCKETS];
    private int size;

    /** Room for so many items. */
    RankedList(int items) {
        this.entries = new long[items];
        this.spare = new long[items];
    }

    /**
     * Ranks items 0 to {@code items - 1}.
     *
     * @param at the index of the first item's score
     * @param leftOut an item that is not ranked, or -1
     */
    void rank(float[] scores, int at, int items, int leftOut) {
        size = 0;
        for (int item = 0; item < items; item++) {
            if (item != leftOut) {
                entries[size++] = (long) key(scores[at + item]) << Integer.SIZE | item;
            }
        }
        sort();
    }

    /** The number of items ranked. */
    int size() {
        return size;
    }

    /** The item at a rank from 0. */
    int item(int rank) {
        return (int) entries[rank];
    }

    /** One past the last rank that has the same score. */
    int tiesEnd(int rank) {
        int end = rank + 1;
        while (end < size && entries[end] >>> Integer.SIZE == entries[rank] >>> Integer.SIZE) {
            end++;
        }
        return end;
    }

    /** Compared without sign, in the reverse order of the scores. */
    private static int key(float score) {
        // Of the two zeros one; the bits of floats are in order but for negative ones, which are in reverse.
        int bits = Float.floatToRawIntBits(score + 0f);
        return bits ^ (bits >> 31 & Integer.MAX_VALUE) ^ Integer.MAX_VALUE;
    }

    private void sort() {
        Arrays.fill(starts, 0);
        for (int i = 0; i < size; i++) {
            for (int digit = 0; digit < DIGITS; digit++) {
                starts[bucket(entries[i], digit)]++;
            }
        }
        for (int digit = 0; digit < DIGITS; digit++) {
            // Where all are in one bucket, as small distances mostly are, there is nothing to move.
            if (size > 0 && starts[bucket(entries[0], digit)] < size) {
                distribute(digit);
            }
        }
    }

    private void distribute(int digit) {
        int next = 0;
        for (int bucket = digit * BUCKETS; bucket < (digit + 1) * BUCKETS; bucket++) {
            int count = starts[bucket];
            starts[bucket] = next;
            next += count;
        }
        for (int i = 0; i < size; i++) {
            spare[starts[bucket(entries[i], digit)]++] = entries[i];
        }
        long[] sorted = spare;
        spare = entries;
        entries = sorted;
    }

    private static int bucket(long entry, int digit) {
        int key = (int) (entry >>> Integer.SIZE);
        return digit * BUCKETS + ((key >>> (digit * DIGIT)) & (BUCKETS - 1));
    }
}
