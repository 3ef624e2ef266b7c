package hourglass.eval;

import hourglass.matrix.Block;
import hourglass.matrix.ThreadTeam;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All queries one after the other, each thread of a team taking its part of them. */
final class QueryLoop {
    /** Scores made at once by one thread: enough for products of matrices to be fast. */
    private static final int SCORES = 1 << 20;

    private static final int MOST_QUERIES = 64;

    private QueryLoop() {}

    /** What is done with queries, in one thread; it may keep sums. */
    interface Visitor {
        /**
         * Takes the next query that has something relevant.
         *
         * @param scores of all items, from {@code at} on
         * @param relevance of all items, 0 for the query itself
         * @param leftOut the query itself among the items, or -1
         */
        void visit(float[] scores, int at, float[] relevance, int leftOut);
    }

    /**
     * Visits those queries that something in the collection is relevant to.
     *
     * @param queries by number
     * @param visitors makes one for each thread
     * @return these, in the order of their parts
     */
    static <V extends Visitor> List<V> run(
            Similarity similarity, Relevance relevance, int[] queries, Supplier<V> visitors, ThreadTeam team) {
        if (similarity.queries() != relevance.queries() || similarity.items() != relevance.items()) {
            throw new IllegalArgumentException("relevance of %d items to %d queries, but %d items and %d queries"
                    .formatted(relevance.items(), relevance.queries(), similarity.items(), similarity.queries()));
        }
        List<V> all = Stream.generate(visitors).limit(team.size()).toList();
        team.run((part, parts) -> {
            int from = Block.start(queries.length, part, parts);
            int to = Block.start(queries.length, part + 1, parts);
            visit(similarity, relevance, Arrays.copyOfRange(queries, from, to), all.get(part));
        });
        return all;
    }

    private static void visit(Similarity similarity, Relevance relevance, int[] queries, Visitor visitor) {
        int items = similarity.items();
        int block = Math.max(1, Math.min(MOST_QUERIES, SCORES / Math.max(1, items)));
        float[] scores = new float[Math.multiplyExact(block, items)];
        float[] relevances = new float[items];
        int next = 0;
        while (next < queries.length) {
            int first = queries[next];
            int end = first;
            // Those that follow each other are scored at once.
            while (next < queries.length && queries[next] == end && end < first + block) {
                next++;
                end++;
            }
            similarity.score(first, end, scores);
            for (int query = first; query < end; query++) {
                relevance.of(query, relevances);
                int leftOut = similarity.isWithin() ? query : -1;
                if (leftOut >= 0) {
                    relevances[leftOut] = 0;
                }
                if (hasAny(relevances)) {
                    visitor.visit(scores, (query - first) * items, relevances, leftOut);
                }
            }
        }
    }

    private static boolean hasAny(float[] relevances) {
        for (float relevance : relevances) {
            if (relevance > 0) {
                return true;
            }
        }
        return false;
    }
}
