package hourglass.eval;

import hourglass.data.Matrix;
import hourglass.matrix.Block;
import hourglass.matrix.Metric;
import hourglass.matrix.ThreadTeam;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How many of the true nearest neighbours of vectors a search finds that compares something else, such as codes. The exact neighbours
 * of some vectors among all others are found once; each search is then measured against them.
 */
public final class NeighborRecall {
    private final Matrix vectors;
    private final int[] queries;
    private final Metric metric;
    private final int most;
    /** The neighbours of each query, nearest first, {@link #most} of each. */
    private final int[][] exact;

    private NeighborRecall(Matrix vectors, int[] queries, Metric metric, int most, int[][] exact) {
        this.vectors = vectors;
        this.queries = queries;
        this.metric = metric;
        this.most = most;
        this.exact = exact;
    }

    /** A search that is measured; for many threads. */
    @FunctionalInterface
    public interface Search {
        /**
         * The rows that it finds, best first.
         *
         * @param row that is the query; it may be among what is found
         * @param count how many are wanted
         */
        int[] nearest(int row, int count);
    }

    /**
     * Finds the exact neighbours.
     *
     * @param vectors all of them
     * @param queries the rows that are queries, each among all other rows
     * @param most neighbours of each, from 1 to one less than there are vectors
     * @param metric by which vectors are near
     * @param team the threads that share the work
     */
    public static NeighborRecall of(Matrix vectors, int[] queries, int most, Metric metric, ThreadTeam team) {
        Matrix points = euclidean(vectors, metric);
        Matrix asked = new Matrix(queriesOf(points, queries, metric).toArray(), points.columns());
        NearestNeighbors found = NearestNeighbors.find(points, asked, most + 1, team);
        int[][] exact = new int[queries.length][];
        for (int i = 0; i < queries.length; i++) {
            int[] rows = Arrays.copyOfRange(found.rows(), i * (most + 1), (i + 1) * (most + 1));
            exact[i] = without(rows, queries[i], most);
        }
        return new NeighborRecall(vectors, queries, metric, most, exact);
    }

    /** As {@link #of(Matrix, int[], int, Metric, ThreadTeam)}, on the threads of this process. */
    public static NeighborRecall of(Matrix vectors, int[] queries, int most, Metric metric) {
        return of(vectors, queries, most, metric, ThreadTeam.shared());
    }

    /**
     * Points whose Euclidean neighbours are the neighbours by a metric. Cosines are those of vectors of length 1; inner products are
     * served by one more number, with which all points have the length of the longest (Y. Bachrach et al., <i>Speeding up the Xbox
     * recommender system using a Euclidean transformation for inner-product spaces</i>, RecSys 2014).
     */
    private static Matrix euclidean(Matrix vectors, Metric metric) {
        return switch (metric) {
            case L2 -> vectors;
            case COSINE -> {
                float[] unit = vectors.values().clone();
                for (int row = 0; row < vectors.count(); row++) {
                    CosineSimilarity.normalize(unit, row * vectors.columns(), (row + 1) * vectors.columns(), row);
                }
                yield new Matrix(unit, vectors.columns());
            }
            case DOT -> {
                double[] squares = IntStream.range(0, vectors.count())
                        .mapToDouble(row -> Metric.DOT.similarity(vectors.row(row), vectors.row(row)))
                        .toArray();
                double longest = Arrays.stream(squares).max().orElse(0);
                int columns = vectors.columns() + 1;
                float[] longer = new float[Math.multiplyExact(vectors.count(), columns)];
                for (int row = 0; row < vectors.count(); row++) {
                    vectors.read(row, longer, row * columns);
                    longer[(row + 1) * columns - 1] = (float) Math.sqrt(longest - squares[row]);
                }
                yield new Matrix(longer, columns);
            }
        };
    }

    /** The queries among such points; where these have one more number, it is 0 in a query. */
    private static Matrix queriesOf(Matrix points, int[] queries, Metric metric) {
        float[] values = points.select(queries).toArray();
        if (metric == Metric.DOT) {
            for (int i = points.columns() - 1; i < values.length; i += points.columns()) {
                values[i] = 0;
            }
        }
        return new Matrix(values, points.columns());
    }

    /** The first rows other than one. */
    private static int[] without(int[] rows, int row, int most) {
        return Arrays.stream(rows).filter(other -> other != row).limit(most).toArray();
    }

    /** The rows that are queries; not to be changed. */
    public int[] queries() {
        return queries;
    }

    /**
     * The mean share of the k true nearest neighbours that are among the first k of a search.
     *
     * @param search that is measured
     * @param rescored so many of the first that it finds are put in the order of the vectors themselves, 0 for none
     * @param k the numbers of neighbours, each 1 or more and at most as many as were found exactly
     * @param team the threads that share the work
     * @return a share for each of {@code k}
     */
    public double[] of(Search search, int rescored, int[] k, ThreadTeam team) {
        int wanted = Math.min(
                vectors.count() - 1, Math.max(rescored, Arrays.stream(k).max().orElseThrow()));
        double[][] shares = new double[queries.length][];
        team.run((part, parts) -> {
            int to = Block.start(queries.length, part + 1, parts);
            for (int i = Block.start(queries.length, part, parts); i < to; i++) {
                int[] found = without(search.nearest(queries[i], wanted + 1), queries[i], wanted);
                shares[i] = shares(reordered(found, rescored, queries[i]), exact[i], k);
            }
        });
        return IntStream.range(0, k.length)
                .mapToDouble(i -> Arrays.stream(shares)
                        .mapToDouble(share -> share[i])
                        .average()
                        .orElseThrow())
                .toArray();
    }

    private int[] reordered(int[] found, int rescored, int query) {
        int most = Math.min(rescored, found.length);
        float[] vector = vectors.row(query);
        double[] similarities = Arrays.stream(found, 0, most)
                .mapToDouble(row -> metric.similarity(vector, vectors.row(row)))
                .toArray();
        int[] order = IntStream.range(0, most)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -similarities[i]))
                .mapToInt(i -> found[i])
                .toArray();
        int[] all = found.clone();
        System.arraycopy(order, 0, all, 0, most);
        return all;
    }

    private double[] shares(int[] found, int[] exact, int[] k) {
        return Arrays.stream(k)
                .mapToDouble(some -> {
                    if (some < 1 || some > most) {
                        throw new IllegalArgumentException("%d of %d neighbours".formatted(some, most));
                    }
                    int[] truth = Arrays.copyOf(exact, some);
                    Arrays.sort(truth);
                    long common = Arrays.stream(found)
                            .limit(some)
                            .filter(row -> Arrays.binarySearch(truth, row) >= 0)
                            .count();
                    return (double) common / some;
                })
                .toArray();
    }
}
