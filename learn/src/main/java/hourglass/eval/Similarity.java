package hourglass.eval;

/**
 * How alike the items of a collection are to queries; a ranking is the items from the most alike down.
 *
 * <p>Immutable, usable from several threads at once.
 */
public interface Similarity {
    /** The number of queries, at least 1. */
    int queries();

    /** The number of items in the collection. */
    int items();

    /** Whether the queries are the collection: query i is then item i, and not among what it retrieves. */
    boolean isWithin();

    /**
     * Scores every item for some queries: the more alike, the higher. Equal scores are ties, which no measure of this
     * package breaks.
     *
     * @param from the first query
     * @param to one past the last
     * @param scores takes {@code to - from} rows of {@link #items} scores, none NaN
     */
    void score(int from, int to, float[] scores);
}
