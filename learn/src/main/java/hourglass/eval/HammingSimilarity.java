package hourglass.eval;

/**
 * Negative Hamming distances between binary codes packed in longs: the number of bits that differ, so that an item scores
 * at least {@code -r} if and only if it lies in the ball of radius r around the query.
 */
public final class HammingSimilarity implements Similarity {
    private final long[] queries;
    private final long[] items;
    private final int words;

    private HammingSimilarity(long[] queries, long[] items, int words) {
        if (words < 1 || queries.length == 0 || queries.length % words != 0 || items.length % words != 0) {
            throw new IllegalArgumentException("%d and %d longs are not queries and items of %d longs"
                    .formatted(queries.length, items.length, words));
        }
        this.queries = queries;
        this.items = items;
        this.words = words;
    }

    /**
     * Of codes as queries for each other.
     *
     * @param codes one after the other, the unused bits of each the same; not copied, must not be changed afterwards
     * @param words the number of longs of a code
     */
    public static HammingSimilarity within(long[] codes, int words) {
        return new HammingSimilarity(codes, codes, words);
    }

    /** Of queries to the codes of a collection, both as in {@link #within}. */
    public static HammingSimilarity between(long[] queries, long[] items, int words) {
        return new HammingSimilarity(queries, items, words);
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
