package hourglass.eval;

import hourglass.data.LabelSets;

/** How relevant the items of a collection are to a query. Immutable, usable from several threads at once. */
public interface Relevance {
    /** The number of queries. */
    int queries();

    /** The number of items in the collection. */
    int items();

    /**
     * The relevance of all items to a query.
     *
     * @param relevance takes one number for each item, from 0 (not at all) to 1
     */
    void of(int query, float[] relevance);

    /**
     * 1 for items of the query's class, else 0.
     *
     * @param queries the class of each query, below 0 if it has none; not copied, must not be changed afterwards
     * @param items the same of items
     */
    static Relevance byLabel(int[] queries, int[] items) {
        return new LabelRelevance(queries, items);
    }

    /**
     * By the topics that query and item have in common.
     *
     * @param queries the topics of each query
     * @param items the same of items, of the same names
     */
    static Relevance byTopics(LabelSets queries, LabelSets items, TopicAgreement agreement) {
        return new TopicRelevance(queries, items, agreement);
    }
}
