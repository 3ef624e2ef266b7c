package hourglass.eval;

import java.util.List;

/**
 * One thread's sums over queries for {@link PrecisionRecall}. For one query let r_k be the relevance of the item at rank k,
 * S(k) = r_1 + ... + r_k and R the sum over all items, as {@code all}: precision is S(k) / k, recall S(k) / R, and average
 * precision the sum over k of r_k S(k) / k, over R.
 */
final class PrecisionRecallSums implements QueryLoop.Visitor {
    /** Room for rounding where a recall of 1 is reached. */
    private static final double SLACK = 1e-9;

    private final RankedList ranking;
    private int queries;
    /** At index n - 1 the sums over queries of S(n) and S(n) / R. */
    private final double[] found;

    private final double[] recall;
    private double averagePrecision;
    private final double[] precisionAtLevels = new double[PrecisionRecall.LEVELS.size()];

    // Of the query that is being visited: R, and how many levels of recall it has reached.
    private double all;
    private int levels;

    PrecisionRecallSums(int items, int most) {
        this.ranking = new RankedList(items);
        this.found = new double[most];
        this.recall = new double[most];
    }

    @Override
    public void visit(float[] scores, int at, float[] relevance, int leftOut) {
        queries++;
        levels = 0;
        all = 0;
        for (float one : relevance) {
            all += one;
        }
        ranking.rank(scores, at, relevance.length, leftOut);
        double before = 0;
        for (int from = 0; from < ranking.size(); ) {
            int to = ranking.tiesEnd(from);
            before = addTies(from, to, before, relevance);
            from = to;
        }
    }

    /**
     * Adds a group of ties: its items come in any order, all equally likely.
     *
     * @param from the first rank of the group
     * @param to one past its last
     * @param before the sum of the relevances of all ranks before
     * @return the same with the group's
     */
    private double addTies(int from, int to, double before, float[] relevance) {
        double sum = 0;
        double squares = 0;
        for (int rank = from; rank < to; rank++) {
            double one = relevance[ranking.item(rank)];
            sum += one;
            squares += one * one;
        }
        int ties = to - from;
        double mean = sum / ties;
        // The expected product of the relevances of two of the group.
        double product = ties == 1 ? 0 : (sum * sum - squares) / ((double) ties * (ties - 1));
        // At the place p of the group, counted from 0, S(k) is what came before, p others of the group, and r_k itself:
        // E[S(k)] = before + (p + 1) E[r], and E[r_k S(k)] = before E[r] + p E[r r'] + E[r^2], r' being another's
        // relevance.
        double precisions = 0;
        for (int rank = from; rank < to; rank++) {
            int place = rank - from;
            double here = before + (place + 1) * mean;
            found[rank] += here;
            recall[rank] += here / all;
            precisions += (before * mean + place * product + squares / ties) / (rank + 1);
            addLevels(here, rank + 1);
        }
        averagePrecision += precisions / all;
        return before + sum;
    }

    private void addLevels(double here, int retrieved) {
        while (levels < precisionAtLevels.length && here >= PrecisionRecall.LEVELS.get(levels) * all * (1 - SLACK)) {
            precisionAtLevels[levels++] += here / retrieved;
        }
    }

    /** The means over all queries. */
    static PrecisionRecall mean(List<PrecisionRecallSums> parts) {
        PrecisionRecallSums first = parts.get(0);
        parts.subList(1, parts.size()).forEach(first::add);
        int queries = first.queries;
        if (queries == 0) {
            throw new IllegalArgumentException("nothing is relevant to any query");
        }
        for (int i = 0; i < first.found.length; i++) {
            first.found[i] /= (double) queries * (i + 1);
            first.recall[i] /= queries;
        }
        for (int i = 0; i < first.precisionAtLevels.length; i++) {
            first.precisionAtLevels[i] /= queries;
        }
        return new PrecisionRecall(
                queries, first.found, first.recall, first.averagePrecision / queries, first.precisionAtLevels);
    }

    private void add(PrecisionRecallSums other) {
        queries += other.queries;
        averagePrecision += other.averagePrecision;
        add(found, other.found);
        add(recall, other.recall);
        add(precisionAtLevels, other.precisionAtLevels);
    }

    private static void add(double[] sums, double[] others) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += others[i];
        }
    }
}
