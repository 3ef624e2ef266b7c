package hourglass.codes;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Searches an index again and again: holds the scratch memory, so that a query allocates nothing. For one thread; an
 * index gives each its own.
 */
public final class Searcher {
    private final int bits;
    private final Collector collector;
    private final HammingIndex.Search search;

    Searcher(int bits, Collector collector, HammingIndex.Search search) {
        this.bits = bits;
        this.collector = collector;
        this.search = search;
    }

    /** Finds only items that are accepted from now on, or all of them for null. */
    public void accept(@Nullable IntPredicate only) {
        collector.accept(only);
    }

    /**
     * Finds the k nearest codes, or all if there are fewer.
     *
     * @param query a code of as many bits as those of the index, packed as {@link BinaryCodes} are
     * @param k 1 or more
     * @param result takes the answer, and loses the one it had
     */
    public void nearest(long[] query, int k, Neighbors result) {
        nearestWithin(query, k, bits, result);
    }

    /**
     * Finds all codes within a radius.
     *
     * @param radius the largest distance, 0 to the length of the code
     */
    public void within(long[] query, int radius, Neighbors result) {
        nearestWithin(query, Integer.MAX_VALUE, radius, result);
    }

    /** Finds all codes within a radius as {@link #within} does, but in any order, to be ordered by something else. */
    public void candidates(long[] query, int radius, Neighbors result) {
        search(query, Integer.MAX_VALUE, radius);
        collector.finishUnordered(result);
    }

    /** Finds the k nearest codes of those within a radius. */
    public void nearestWithin(long[] query, int k, int radius, Neighbors result) {
        search(query, k, radius);
        collector.finish(result);
    }

    private void search(long[] query, int k, int radius) {
        BinaryCodes.checked(bits, query);
        check(bits, k, radius);
        collector.begin(k, radius);
        search.run(query);
    }

    static void check(int bits, int k, int radius) {
        if (k < 1) {
            throw new IllegalArgumentException("the number of neighbours must be 1 or more, but was " + k);
        }
        if (radius < 0 || radius > bits) {
            throw new IllegalArgumentException(
                    "the radius must lie in 0..%d, the length of the codes, but was %d".formatted(bits, radius));
        }
    }
}
