package hourglass.eval;

import hourglass.codes.BinaryCodes;
import hourglass.matrix.Block;
import hourglass.matrix.ThreadTeam;
import java.util.Arrays;

/**
 * How well Hamming distances put relevant items first: the measures of {@link PrecisionRecall} for items that are relevant or not, from
 * how many of either lie at each distance. Nothing is sorted, so that this takes a small part of the time.
 *
 * <p>Items at one distance come in any order, all equally likely, and measures are expectations over these orders.
 *
 * @param queries that something is relevant to, averaged over
 * @param retrieved the numbers of items after which the precision is measured
 * @param precisions after each of these
 * @param meanAveragePrecision over all items
 */
public record HammingRetrieval(int queries, int[] retrieved, double[] precisions, double meanAveragePrecision) {
    /**
     * Measures codes.
     *
     * @param queries the codes of queries
     * @param items codes of the same length
     * @param relevance of the items to the queries; above 0 is relevant
     * @param retrieved numbers from 1 to the number of items
     * @param team the threads that share the queries
     * @throws IllegalArgumentException if there is no query that something is relevant to
     */
    public static HammingRetrieval of(
            BinaryCodes queries, BinaryCodes items, Relevance relevance, int[] retrieved, ThreadTeam team) {
        HammingSimilarity similarity = HammingSimilarity.between(queries, items);
        if (relevance.queries() != queries.count() || relevance.items() != items.count()) {
            throw new IllegalArgumentException("relevance of %d items to %d queries, but %d items and %d queries"
                    .formatted(relevance.items(), relevance.queries(), items.count(), queries.count()));
        }
        double[] harmonic = new double[items.count() + 1];
        for (int i = 1; i < harmonic.length; i++) {
            harmonic[i] = harmonic[i - 1] + 1.0 / i;
        }
        Sums[] sums = new Sums[team.size()];
        team.run((part, parts) -> {
            sums[part] = new Sums(items.bits(), retrieved, harmonic);
            float[] scores = new float[items.count()];
            float[] relevant = new float[items.count()];
            for (int query = Block.start(queries.count(), part, parts);
                    query < Block.start(queries.count(), part + 1, parts);
                    query++) {
                similarity.score(query, query + 1, scores);
                relevance.of(query, relevant);
                sums[part].add(scores, relevant);
            }
        });
        return mean(sums, retrieved);
    }

    /** As {@link #of(BinaryCodes, BinaryCodes, Relevance, int[], ThreadTeam)}, on the threads of this process. */
    public static HammingRetrieval of(BinaryCodes queries, BinaryCodes items, Relevance relevance, int... retrieved) {
        return of(queries, items, relevance, retrieved, ThreadTeam.shared());
    }

    private static HammingRetrieval mean(Sums[] sums, int[] retrieved) {
        int queries = 0;
        double averagePrecision = 0;
        double[] precisions = new double[retrieved.length];
        for (Sums one : sums) {
            queries += one.queries;
            averagePrecision += one.averagePrecision;
            for (int i = 0; i < precisions.length; i++) {
                precisions[i] += one.precisions[i];
            }
        }
        if (queries == 0) {
            throw new IllegalArgumentException("nothing is relevant to any query");
        }
        for (int i = 0; i < precisions.length; i++) {
            precisions[i] /= queries;
        }
        return new HammingRetrieval(queries, retrieved, precisions, averagePrecision / queries);
    }

    /** One thread's sums over queries. */
    private static final class Sums {
        private final int[] retrieved;
        private final double[] harmonic;
        private final int[] at;
        private final int[] relevantAt;
        private final double[] precisions;
        private int queries;
        private double averagePrecision;

        Sums(int bits, int[] retrieved, double[] harmonic) {
            this.retrieved = retrieved;
            this.harmonic = harmonic;
            this.at = new int[bits + 1];
            this.relevantAt = new int[bits + 1];
            this.precisions = new double[retrieved.length];
        }

        void add(float[] scores, float[] relevance) {
            Arrays.fill(at, 0);
            Arrays.fill(relevantAt, 0);
            int all = 0;
            for (int item = 0; item < scores.length; item++) {
                int distance = (int) -scores[item];
                int relevant = relevance[item] > 0 ? 1 : 0;
                at[distance]++;
                relevantAt[distance] += relevant;
                all += relevant;
            }
            if (all == 0) {
                return;
            }
            queries++;
            int before = 0;
            int found = 0;
            double sum = 0;
            for (int distance = 0; distance < at.length; distance++) {
                int ties = at[distance];
                int relevant = relevantAt[distance];
                if (ties > 0) {
                    addPrecisions(before, ties, found, relevant);
                    sum += precisionsOfRelevant(before, ties, found, relevant);
                    before += ties;
                    found += relevant;
                }
            }
            averagePrecision += sum / all;
        }

        private void addPrecisions(int before, int ties, int found, int relevant) {
            for (int i = 0; i < retrieved.length; i++) {
                int within = retrieved[i] - before;
                if (within > 0 && within <= ties) {
                    precisions[i] += (found + (double) within * relevant / ties) / retrieved[i];
                }
            }
        }

        /**
         * The expectation of the sum of r_k S(k) / k over the ranks k = before + p + 1 of the ties, see {@link PrecisionRecallSums}:
         * E[r_k S(k)] = found E[r] + p E[r r'] + E[r], and the sums of 1/k and p/k over p are differences of harmonic numbers.
         */
        private double precisionsOfRelevant(int before, int ties, int found, int relevant) {
            double mean = (double) relevant / ties;
            double product = ties == 1 ? 0 : mean * (relevant - 1) / (ties - 1);
            double inverse = harmonic[before + ties] - harmonic[before];
            return (found + 1) * mean * inverse + product * (ties - (before + 1) * inverse);
        }
    }
}
