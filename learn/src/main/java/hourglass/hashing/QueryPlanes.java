package hourglass.hashing;

import hourglass.random.CounterRandom;

/**
 * A rotated query of {@link RaBitQ} in 4 bits for each number, sliced: plane j holds bit j of all numbers, so that its product with a code is four
 * counts of common bits (section 3.3.2 of the paper).
 */
final class QueryPlanes {
    private static final int BITS = 4;
    private static final int LEVELS = (1 << BITS) - 1;

    private final long[] planes;
    private final double low;
    private final double step;
    private final double sum;
    private final double scale;

    QueryPlanes(float[] query) {
        int words = (query.length + Long.SIZE - 1) / Long.SIZE;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (float one : query) {
            least = Math.min(least, one);
            most = Math.max(most, one);
        }
        this.planes = new long[BITS * words];
        this.low = least;
        this.step = (most - least) / LEVELS;
        this.scale = 1 / Math.sqrt(query.length);
        float[] uniform = new float[query.length];
        CounterRandom.uniform(key(query), 0, uniform, 0, query.length);
        long total = 0;
        for (int i = 0; i < query.length; i++) {
            int level = step > 0 ? (int) Math.min(LEVELS, Math.floor((query[i] - low) / step + uniform[i])) : 0;
            total += level;
            for (int bit = 0; bit < BITS; bit++) {
                planes[bit * words + (i >> 6)] |= (long) (level >> bit & 1) << i;
            }
        }
        // Of the rounded numbers: beside their products with the ones, the sum of the exact ones would move all
        // estimates by the same amount.
        this.sum = low * query.length + step * total;
    }

    /** The same query is rounded in the same way, another in another. */
    private static long key(float[] query) {
        long hash = 1;
        for (float one : query) {
            hash = 31 * hash + Float.floatToIntBits(one);
        }
        return CounterRandom.key(hash, 0);
    }

    /** The product of the query and a code of -1 and 1, divided by the root of its length. */
    double product(long[] packed, int at, int words) {
        int ones = 0;
        int levels = 0;
        for (int word = 0; word < words; word++) {
            long code = packed[at + word];
            ones += Long.bitCount(code);
            levels += Long.bitCount(code & planes[word])
                    + 2 * Long.bitCount(code & planes[words + word])
                    + 4 * Long.bitCount(code & planes[2 * words + word])
                    + 8 * Long.bitCount(code & planes[3 * words + word]);
        }
        return (2 * (low * ones + step * levels) - sum) * scale;
    }
}
