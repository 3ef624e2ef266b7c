package hourglass.eval;

import hourglass.codes.BinaryCodes;

/**
 * Negative Hamming distances between binary codes: the number of bits that differ, so that an item scores at least {@code
 * -r} if and only if it lies in the ball of radius r around the query.
 */
public final class HammingSimilarity implements Similarity {
    /** Packed one after the other. */
    private final long[] queries;

    private final long[] items;
    private final int words;

    private HammingSimilarity(long[] queries, long[] items, int words) {
        this.queries = queries;
        this.items = items;
        this.words = words;
    }

    /** Of codes as queries for each other. */
    public static HammingSimilarity within(BinaryCodes codes) {
        long[] packed = packed(codes);
        return new HammingSimilarity(packed, packed, codes.words());
    }

    /** Of queries to the codes of a collection, all of one length. */
    public static HammingSimilarity between(BinaryCodes queries, BinaryCodes items) {
        if (queries.bits() != items.bits()) {
            throw new IllegalArgumentException(
                    "queries of %d bits for codes of %d".formatted(queries.bits(), items.bits()));
        }
        return new HammingSimilarity(packed(queries), packed(items), items.words());
    }

    private static long[] packed(BinaryCodes codes) {
        int words = codes.words();
        long[] packed = new long[Math.multiplyExact(codes.count(), words)];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = codes.word(i / words, i % words);
        }
        return packed;
    }

    @Override
    public int queries() {
        return queries.length / words;
    }

    @Override
    public int items() {
        return items.length / words;
    }

    @Override
    public boolean isWithin() {
        return queries == items;
    }

    @Override
    public void score(int from, int to, float[] scores) {
        int n = items();
        for (int query = from; query < to; query++) {
            for (int item = 0; item < n; item++) {
                int distance = 0;
                for (int word = 0; word < words; word++) {
                    distance += Long.bitCount(queries[query * words + word] ^ items[item * words + word]);
                }
                scores[(query - from) * n + item] = -distance;
            }
        }
    }
}
