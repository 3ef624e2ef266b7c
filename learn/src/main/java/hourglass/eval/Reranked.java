package hourglass.eval;

/**
 * A shortlist by one similarity, ordered by another; the rest follows in the order of the first, as does a filter by codes
 * before word counts are compared (R. Salakhutdinov, G. Hinton, <i>Semantic hashing</i>, International Journal of
 * Approximate Reasoning 50, 2009).
 */
public final class Reranked implements Similarity {
    private final Similarity first;
    private final Similarity second;
    private final int size;
    private final float least;

    private Reranked(Similarity first, Similarity second, int size, float least) {
        if (first.queries() != second.queries()
                || first.items() != second.items()
                || first.isWithin() != second.isWithin()) {
            throw new IllegalArgumentException("%d queries and %d items cannot be ordered by %d and %d"
                    .formatted(first.queries(), first.items(), second.queries(), second.items()));
        }
        this.first = first;
        this.second = second;
        this.size = size;
        this.least = least;
    }

    /**
     * Reorders the top of a ranking. Where items tie for its last places all of them are taken, since to take some would be
     * luck: with the distances of codes, this is the smallest ball that holds so many.
     *
     * @param size how many items are in the shortlist, at least 1
     */
    public static Reranked top(int size, Similarity first, Similarity second) {
        if (size < 1) {
            throw new IllegalArgumentException("a shortlist has at least 1 item, not " + size);
        }
        return new Reranked(first, second, size, Float.NEGATIVE_INFINITY);
    }

    /**
     * Reorders a Hamming ball around the code of the query.
     *
     * @param radius at least 0
     */
    public static Reranked ball(int radius, HammingSimilarity first, Similarity second) {
        if (radius < 0) {
            throw new IllegalArgumentException("a radius is at least 0, not " + radius);
        }
        return new Reranked(first, second, Integer.MAX_VALUE, -radius);
    }

    @Override
    public int queries() {
        return first.queries();
    }

    @Override
    public int items() {
        return first.items();
    }

    @Override
    public boolean isWithin() {
        return first.isWithin();
    }

    @Override
    public void score(int from, int to, float[] scores) {
        int items = items();
        float[] others = new float[Math.multiplyExact(to - from, items)];
        first.score(from, to, scores);
        second.score(from, to, others);
        RankedList ranking = new RankedList(items);
        for (int query = from; query < to; query++) {
            reorder(scores, others, (query - from) * items, isWithin() ? query : -1, ranking);
        }
    }

    /** Makes scores the negative numbers of groups of ties, those of the shortlist first. */
    private void reorder(float[] scores, float[] others, int at, int leftOut, RankedList ranking) {
        ranking.rank(scores, at, items(), leftOut);
        int listed = 0;
        while (listed < ranking.size() && listed < size && scores[at + ranking.item(listed)] >= least) {
            listed = ranking.tiesEnd(listed);
        }
        int group = 0;
        for (int from = listed; from < ranking.size(); group++) {
            from = number(ranking, from, ranking.tiesEnd(from), -listed - group, scores, at);
        }
        for (int rank = listed; rank < ranking.size(); rank++) {
            others[at + ranking.item(rank)] = Float.NEGATIVE_INFINITY;
        }
        ranking.rank(others, at, items(), leftOut);
        group = 0;
        for (int from = 0; from < listed; group++) {
            from = number(ranking, from, ranking.tiesEnd(from), -group, scores, at);
        }
    }

    private static int number(RankedList ranking, int from, int to, float score, float[] scores, int at) {
        for (int rank = from; rank < to; rank++) {
            scores[at + ranking.item(rank)] = score;
        }
        return to;
    }
}
