package hourglass.eval;

/** How topics in common make an item relevant to a query; 0 where either has none. */
public enum TopicAgreement {
    /**
     * Those in common as a share of those of either (Jaccard's index). With the topics of the Reuters collections given
     * with all their ancestors, this is one reading of the fraction of topic labels that agree on the paths from
     * the root (R. Salakhutdinov, G. Hinton, <i>Semantic hashing</i>, SIGIR workshop 2007).
     */
    JACCARD {
        @Override
        double of(int common, int query, int item) {
            return (double) common / (query + item - common);
        }
    },
    /** Those in common as a share of the query's. */
    SHARE_OF_QUERY {
        @Override
        double of(int common, int query, int item) {
            return (double) common / query;
        }
    },
    /** 1 if there is one in common. */
    ANY {
        @Override
        double of(int common, int query, int item) {
            return 1;
        }
    };

    /**
     * The relevance.
     *
     * @param common the number of topics in common, at least 1
     * @param query how many the query has
     * @param item how many the item has
     */
    abstract double of(int common, int query, int item);
}
