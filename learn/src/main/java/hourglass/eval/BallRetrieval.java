package hourglass.eval;

import hourglass.matrix.ThreadTeam;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What lies in Hamming balls of a radius around the codes of queries, averaged over queries that something in the
 * collection is relevant to.
 *
 * @param radius the most bits that differ
 * @param answered the share of queries whose ball holds anything
 * @param found the mean number of items in the ball
 * @param precision the mean, over the queries answered, of the mean relevance in the ball; NaN if none is answered.
 *     Times {@code answered} it is the precision by which an empty ball counts as 0
 * @param recall the mean, over all queries, of the share of relevance that lies in the ball
 */
public record BallRetrieval(int radius, double answered, double found, double precision, double recall) {
    /**
     * Measures balls of radius 0, 1, 2, ...
     *
     * @param largest the largest radius, at least 0
     * @param team the threads that share the queries
     * @return one for each radius, from 0 up
     * @throws IllegalArgumentException if there is no query that something is relevant to
     */
    public static List<BallRetrieval> upTo(
            int largest, HammingSimilarity similarity, Relevance relevance, ThreadTeam team) {
        return upTo(
                largest,
                similarity,
                relevance,
                IntStream.range(0, similarity.queries()).toArray(),
                team);
    }

    /**
     * Measures balls around some of the queries.
     *
     * @param queries by number
     */
    public static List<BallRetrieval> upTo(
            int largest, HammingSimilarity similarity, Relevance relevance, int[] queries, ThreadTeam team) {
        if (largest < 0) {
            throw new IllegalArgumentException("a radius is at least 0, not " + largest);
        }
        List<Sums> parts = QueryLoop.run(similarity, relevance, queries, () -> new Sums(largest + 1), team);
        Sums sums = parts.get(0);
        parts.subList(1, parts.size()).forEach(sums::add);
        if (sums.queries == 0) {
            throw new IllegalArgumentException("nothing is relevant to any query");
        }
        List<BallRetrieval> balls = new ArrayList<>();
        for (int radius = 0; radius <= largest; radius++) {
            balls.add(sums.mean(radius));
        }
        return balls;
    }

    /** As {@link #upTo(int, HammingSimilarity, Relevance, ThreadTeam)}, on the threads of this process. */
    public static List<BallRetrieval> upTo(int largest, HammingSimilarity similarity, Relevance relevance) {
        return upTo(largest, similarity, relevance, ThreadTeam.shared());
    }

    /** One thread's sums over queries, by radius. */
    private static final class Sums implements QueryLoop.Visitor {
        private int queries;
        private final long[] found;
        private final int[] answered;
        private final double[] precision;
        private final double[] recall;

        // Of the query that is being visited: what is at each distance.
        private final int[] counts;
        private final double[] relevances;

        Sums(int radii) {
            this.found = new long[radii];
            this.answered = new int[radii];
            this.precision = new double[radii];
            this.recall = new double[radii];
            this.counts = new int[radii];
            this.relevances = new double[radii];
        }

        @Override
        public void visit(float[] scores, int at, float[] relevance, int leftOut) {
            queries++;
            double all = countDistances(scores, at, relevance, leftOut);
            long inside = 0;
            double relevant = 0;
            for (int radius = 0; radius < counts.length; radius++) {
                inside += counts[radius];
                relevant += relevances[radius];
                counts[radius] = 0;
                relevances[radius] = 0;
                found[radius] += inside;
                recall[radius] += relevant / all;
                if (inside > 0) {
                    answered[radius]++;
                    precision[radius] += relevant / inside;
                }
            }
        }

        private double countDistances(float[] scores, int at, float[] relevance, int leftOut) {
            double all = 0;
            for (int item = 0; item < relevance.length; item++) {
                all += relevance[item];
                int distance = (int) -scores[at + item];
                if (distance < counts.length && item != leftOut) {
                    counts[distance]++;
                    relevances[distance] += relevance[item];
                }
            }
            return all;
        }

        void add(Sums other) {
            queries += other.queries;
            for (int radius = 0; radius < found.length; radius++) {
                found[radius] += other.found[radius];
                answered[radius] += other.answered[radius];
                precision[radius] += other.precision[radius];
                recall[radius] += other.recall[radius];
            }
        }

        BallRetrieval mean(int radius) {
            return new BallRetrieval(
                    radius,
                    (double) answered[radius] / queries,
                    (double) found[radius] / queries,
                    precision[radius] / answered[radius],
                    recall[radius] / queries);
        }
    }
}
