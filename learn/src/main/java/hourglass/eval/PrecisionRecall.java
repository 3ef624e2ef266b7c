package hourglass.eval;

import de.siegmar.fastcsv.writer.CsvWriter;
import hourglass.data.file.AtomicFile;
import hourglass.matrix.ThreadTeam;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How well a ranking finds what is relevant, averaged over queries (R. Salakhutdinov, G. Hinton, <i>Semantic hashing</i>,
 * International Journal of Approximate Reasoning 50, 2009).
 *
 * <p>With S(n) the sum of the relevances of the first n items, and R that of all, the precision at n is S(n) / n and the
 * recall S(n) / R; where relevance is 0 or 1, these are counts. Queries that nothing is relevant to are left out.
 *
 * <p>Items of equal score have no order. S(n) is its expectation over all orders that are equally likely, which for a
 * part of a group of ties is the group's mean relevance for each item taken; so is the average precision (F. McSherry,
 * M. Najork, <i>Computing information retrieval performance measures efficiently in the presence of tied scores</i>, ECIR
 * 2008). Short codes have few distances and large groups: to break ties by the order of items would measure that
 * order, which in collections sorted by class gives anything up to perfection.
 */
public final class PrecisionRecall {
    /** The levels of recall of the paper's figures. */
    public static final List<Double> LEVELS = List.of(0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256, 0.512, 1.0);

    private final int queries;
    /** At index n - 1 what is at n retrieved. */
    private final double[] precision;

    private final double[] recall;
    private final double meanAveragePrecision;
    private final double[] precisionAtLevels;

    PrecisionRecall(
            int queries, double[] precision, double[] recall, double meanAveragePrecision, double[] precisionAtLevels) {
        this.queries = queries;
        this.precision = precision;
        this.recall = recall;
        this.meanAveragePrecision = meanAveragePrecision;
        this.precisionAtLevels = precisionAtLevels;
    }

    /**
     * Measures a ranking.
     *
     * @param similarity that ranks; queries from within the collection don't retrieve themselves
     * @param relevance of the same items to the same queries
     * @param team the threads that share the queries
     * @throws IllegalArgumentException if there is no query that something is relevant to
     */
    public static PrecisionRecall of(Similarity similarity, Relevance relevance, ThreadTeam team) {
        return of(
                similarity, relevance, IntStream.range(0, similarity.queries()).toArray(), team);
    }

    /**
     * Measures a ranking by some of the queries.
     *
     * @param queries by number; the time is in proportion to their number times that of the items
     */
    public static PrecisionRecall of(Similarity similarity, Relevance relevance, int[] queries, ThreadTeam team) {
        int most = similarity.items() - (similarity.isWithin() ? 1 : 0);
        return PrecisionRecallSums.mean(QueryLoop.run(
                similarity, relevance, queries, () -> new PrecisionRecallSums(similarity.items(), most), team));
    }

    /** As {@link #of(Similarity, Relevance, ThreadTeam)}, on the threads of this process. */
    public static PrecisionRecall of(Similarity similarity, Relevance relevance) {
        return of(similarity, relevance, ThreadTeam.shared());
    }

    /** The number of queries averaged over. */
    public int queries() {
        return queries;
    }

    /** The number of items that a query can retrieve. */
    public int items() {
        return precision.length;
    }

    /**
     * The mean precision of the first items; with classes, the accuracy of that many neighbours.
     *
     * @param retrieved from 1 to {@link #items}
     */
    public double precision(int retrieved) {
        return precision[retrieved - 1];
    }

    /** The mean recall of the first items, from 1 to {@link #items}. */
    public double recall(int retrieved) {
        return recall[retrieved - 1];
    }

    /**
     * The mean over queries of the average precision: the mean, weighted by relevance, of the precisions at the ranks of
     * the items.
     */
    public double meanAveragePrecision() {
        return meanAveragePrecision;
    }

    /**
     * Where the curve of mean precision over mean recall, both at the same number retrieved, is at a recall, on the
     * straight line between two of its points. Left of its first point the curve is level.
     *
     * @param level above 0, at most 1
     */
    public double precisionAtRecall(double level) {
        if (!(level > 0 && level <= 1)) {
            throw new IllegalArgumentException("a recall is above 0 and at most 1, not " + level);
        }
        int after = 0;
        while (after < recall.length - 1 && recall[after] < level) {
            after++;
        }
        if (after == 0 || recall[after] <= level) {
            return precision[after];
        }
        double share = (level - recall[after - 1]) / (recall[after] - recall[after - 1]);
        return precision[after - 1] + share * (precision[after] - precision[after - 1]);
    }

    /**
     * For each of {@link #LEVELS}, the mean over queries of the precision where the query's own recall first reaches the
     * level. On 20 Newsgroups it comes closer to the paper's figures for latent semantic analysis and TF-IDF than {@link
     * #precisionAtRecall}, which is lower at most levels there, as queries differ in how many items reach a recall.
     */
    public double[] precisionAtLevels() {
        return precisionAtLevels.clone();
    }

    /** The numbers retrieved at which a curve is drawn: 1, 2, 4, ... and all. */
    public int[] doublings() {
        return IntStream.concat(IntStream.iterate(1, n -> n > 0 && n < items(), n -> 2 * n), IntStream.of(items()))
                .toArray();
    }

    /** The mean recall at each of {@link #doublings}. */
    public double[] recalls() {
        return at(recall);
    }

    /** The mean precision at each of {@link #doublings}. */
    public double[] precisions() {
        return at(precision);
    }

    private double[] at(double[] values) {
        return IntStream.of(doublings()).mapToDouble(n -> values[n - 1]).toArray();
    }

    /**
     * Writes measures as CSV, one a line: method, measure, at what number retrieved or level of recall, value.
     *
     * @param curves by the name of the method, in the order of the file
     */
    public static void write(Path file, Map<String, PrecisionRecall> curves) {
        AtomicFile.write(file, stream -> {
            Writer text = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
            CsvWriter csv = CsvWriter.builder().build(text);
            csv.writeRecord("method", "measure", "at", "value");
            curves.forEach((method, curve) -> curve.write(csv, method));
            csv.flush();
        });
    }

    private void write(CsvWriter csv, String method) {
        for (int i = 0; i < precisionAtLevels.length; i++) {
            csv.writeRecord(method, "precision at recall", LEVELS.get(i).toString(), number(precisionAtLevels[i]));
        }
        for (int n : doublings()) {
            csv.writeRecord(method, "precision at retrieved", Integer.toString(n), number(precision(n)));
        }
        for (int n : doublings()) {
            csv.writeRecord(method, "recall at retrieved", Integer.toString(n), number(recall(n)));
        }
        csv.writeRecord(method, "mean average precision", "", number(meanAveragePrecision));
    }

    private static String number(double value) {
        return Float.toString((float) value);
    }
}
