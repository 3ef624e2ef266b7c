package hourglass.anomaly;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.table.TableEncoding;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.AnomalyScale;
import hourglass.persistence.FittedModel;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says how anomalous rows are: how much worse a model reconstructs them than the rows it was fitted to.
 *
 * <p>The error of a row is the mean over its columns of the squared error, in units of what that error is on average over
 * the rows that the scale was taken from. (With the mean error as a column's variance that is
 * the Gaussian -log p(x | mu) but for constants.) Columns of tables are each reconstructed from the others, itself being
 * masked, which a denoising autoencoder is fitted for: the error is then that of p(column | others), as in a
 * pseudo-likelihood. Images and arrays are reconstructed from what some fixed masks leave of them. A category is one column, its error summed over its
 * values; a value that the model does not know adds to it what its own column would have added. Missing cells don't count;
 * a row of nothing else scores 0. Nor does a column count that had one value in all rows, but where a row has another. Numbers more than three deviations from their mean add to their error even where they
 * follow from others.
 *
 * <p>A model that keeps {@link References} also tells how far a row lies from its nearest neighbours among a few of these. The score
 * is then the mean of that distance, in units of what it is on average and counted twice, and of the root of the error; else it is the
 * error. A row that is much nearer than rows are has a score as much above 1 as it would be below. Ordinary rows score about 1. Scores are finite, whatever the numbers.
 */
public final class AnomalyScorer {
    /** A column's ordinary error is taken to be at least this share of the mean over columns: nothing is exact. */
    private static final double LEAST_ERROR = 0.01;

    /** The weight of the distance from neighbours, beside that of the error. */
    private static final double NEIGHBORS = 2.0 / 3;

    private static final double LARGEST_SCORE = 1e30;
    /** So many rows tell precisely enough what is ordinary. */
    private static final int MOST_ROWS = 20_000;

    private final FittedModel saved;
    private final AnomalyScale scale;
    private final ColumnErrors errors;
    /** Null for a model without references. */
    private final @Nullable Neighborhood neighborhood;

    private final ThreadTeam team;
    private final double least;

    /**
     * @param saved a model that leads back from codes
     * @param scale of its errors, from {@link #scale}
     * @param team the threads that share the work
     */
    public AnomalyScorer(FittedModel saved, AnomalyScale scale, ThreadTeam team) {
        this.saved = saved;
        this.scale = scale;
        this.team = team;
        int columns =
                ColumnLayout.of(saved.table(), saved.bareModel().visible()).columns();
        if (scale.errors().size() != 1 && scale.errors().size() != columns) {
            throw new IllegalArgumentException(
                    "%d ordinary errors for %d columns".formatted(scale.errors().size(), columns));
        }
        BitSet constant = new BitSet();
        for (int column = 0; column < scale.errors().size(); column++) {
            constant.set(column, scale.error(column) == 0);
        }
        this.errors = new ColumnErrors(saved, scale.masking(), constant, team);
        this.neighborhood = scale.distance() == 0 ? null : neighborhood(saved, errors);
        this.least = least(scale.errors().stream());
    }

    /** The least ordinary error that a column is taken to have. */
    private static double least(Stream<Double> errors) {
        double mean = errors.mapToDouble(error -> error)
                .filter(error -> error > 0)
                .average()
                .orElse(0);
        return Math.max(LEAST_ERROR * mean, Float.MIN_NORMAL);
    }

    @Nullable
    private static Neighborhood neighborhood(FittedModel saved, ColumnErrors errors) {
        Matrix references = saved.references();
        return references == null ? null : new Neighborhood(references.values(), errors.layout());
    }

    /** The number of columns that the score is shared out to. */
    public int columns() {
        return errors.columns();
    }

    /** Their names, or none where columns have no names. */
    public List<String> columnNames() {
        return saved.table() == null
                ? saved.data().columnNames()
                : saved.table().columns().stream().map(column -> column.name()).toList();
    }

    /** Whether a score is above the threshold. */
    public boolean isAnomalous(double score) {
        return score > scale.threshold();
    }

    /**
     * Scores rows.
     *
     * @param items as they come, untransformed, row-major; not changed
     * @return for each row its score, then the share of each column in it, which sum to 1
     */
    public float[] scores(float[] items) {
        int columns = errors.columns();
        float[] squared = errors.of(items);
        float[] distances = neighborhood == null ? squared : neighborhood.distances(errors.transformed(items), team);
        int rows = squared.length / columns;
        float[] scores = new float[rows * (1 + columns)];
        double[] parts = new double[columns];
        for (int row = 0; row < rows; row++) {
            double score = score(squared, distances, row * columns, parts);
            double sum = Arrays.stream(parts).sum();
            int at = row * (1 + columns);
            scores[at] = (float) Math.min(LARGEST_SCORE, score);
            for (int column = 0; sum > 0 && column < columns; column++) {
                scores[at + 1 + column] = (float) (parts[column] / sum);
            }
        }
        return scores;
    }

    private double ordinary(int column) {
        return scale.error(column) == 0 ? least : scale.error(column);
    }

    /** The score of one row, and what each column adds to it. */
    private double score(float[] squared, float[] distances, int at, double[] parts) {
        double error = 0;
        double distance = 0;
        int present = 0;
        for (int column = 0; column < parts.length; column++) {
            parts[column] = 0;
            if (errors.counts(column, squared[at + column])) {
                present++;
                parts[column] = squared[at + column] / ordinary(column);
                error += parts[column];
                distance += distances[at + column];
            }
        }
        if (present == 0 || neighborhood == null) {
            return present == 0 ? 0 : error / present;
        }
        double root = Math.sqrt(error / present) * (1 - NEIGHBORS);
        double far = distance / present / scale.distance() * NEIGHBORS;
        double score = root + far;
        if (Distances.isNear(distance / present, (double) present / errors.varying(), scale)
                && score > 0
                && score < 1) {
            double mirrored = 2 - score;
            root *= mirrored / score;
            far *= mirrored / score;
            score = mirrored;
        }
        for (int column = 0; column < parts.length; column++) {
            if (errors.counts(column, squared[at + column])) {
                parts[column] = (error > 0 ? root * parts[column] / error : 0)
                        + (distance > 0 ? far * distances[at + column] / distance : 0);
            }
        }
        return score;
    }

    /**
     * What a row's other columns predict for a column, beside what the row has there.
     *
     * @param seen empty where the cell is missing
     */
    public record Expectation(String seen, String expected) {}

    /**
     * What the rest of each row predicts for each of its numbers, in the units of the data.
     *
     * @param items as they come, untransformed, row-major; not changed
     */
    public float[] expected(float[] items) {
        return errors.expected(items);
    }

    /**
     * What a row has in a column, and what is expected there.
     *
     * @param item as it comes, untransformed
     * @param expected of that row, from {@link #expected}
     */
    public Expectation expectation(int column, float[] item, float[] expected) {
        return new Expectation(text(column, item), text(column, rounded(column, expected.clone())));
    }

    /** With four significant digits where a column is of numbers. */
    private float[] rounded(int column, float[] expected) {
        int at = errors.place(column);
        expected[at] = saved.table() != null && saved.table().columns().get(column) instanceof TableEncoding.Category
                ? expected[at]
                : new BigDecimal(expected[at]).round(new MathContext(4)).floatValue();
        return expected;
    }

    private String text(int column, float[] item) {
        int at = errors.place(column);
        if (Float.isNaN(item[at])) {
            return "";
        }
        TableEncoding table = saved.table();
        if (table == null) {
            return Float.toString(item[at]);
        }
        int width = table.columns().get(column).width();
        boolean unknown = table.columns().get(column) instanceof TableEncoding.Category
                && IntStream.range(at, at + width).allMatch(i -> item[i] == 0);
        return unknown ? "a value never seen" : table.text(column, item, at);
    }

    /** The score of each row alone. */
    public double[] scores(Rows rows) {
        return scores(rows, done -> {});
    }

    private double[] scores(Rows rows, IntConsumer watcher) {
        double[] all = new double[rows.count()];
        int size = errors.blockRows();
        for (int from = 0; from < rows.count(); from += size) {
            watcher.accept(from);
            int to = Math.min(rows.count(), from + size);
            float[] block = scores(rows.slice(from, to).toArray());
            for (int row = from; row < to; row++) {
                all[row] = block[(row - from) * (1 + columns())];
            }
        }
        return all;
    }

    /**
     * The scale of a model's errors on given rows; of a model with references on the four in five that are most typical. Images have one for all pixels, since a pixel that is always black would
     * else outweigh the others; tables and arrays have one for each column.
     *
     * @param rows as they come, untransformed; read twice
     * @param masking the share of an image or array that is masked to score it, best that of the noise it was fitted with,
     *     and 0 for a model that was fitted without
     * @param quantile of their scores that becomes the threshold, above 0 to 1
     */
    public static AnomalyScale scale(FittedModel saved, Rows rows, double masking, double quantile, ThreadTeam team) {
        return scale(saved, rows, masking, quantile, done -> {}, team);
    }

    /**
     * The same, watched.
     *
     * @param watcher gets the number of rows done in each of two passes now and then; what it throws ends the work
     */
    public static AnomalyScale scale(
            FittedModel saved, Rows rows, double masking, double quantile, IntConsumer watcher, ThreadTeam team) {
        AnomalyScale.requireMasking(masking);
        AnomalyScale.requireQuantile(quantile);
        BitSet constant = ColumnErrors.constant(saved, rows);
        ColumnErrors errors = new ColumnErrors(saved, masking, constant, team);
        Matrix references = saved.references();
        Rows typical = references == null || saved.table() == null
                ? rows
                : new References(references, saved.table(), saved.transform())
                        .typical(rows.select(rows.evenRows(MOST_ROWS)), team);
        double[] means = errors.means(typical, watcher);
        List<Double> ordinary = saved.data().imageShape() != null ? List.of(ofAll(means)) : ordinary(means, constant);
        Distances distances = Distances.of(neighborhood(saved, errors), errors, typical, team);
        AnomalyScale unlimited = new AnomalyScale(ordinary, distances.mean(), distances.near(), masking, quantile, 0);
        double[] scores = new AnomalyScorer(saved, unlimited, team).scores(rows, watcher);
        Arrays.sort(scores);
        int place = (int) Math.ceil(quantile * scores.length) - 1;
        return unlimited.withThreshold(scores[Math.max(0, place)]);
    }

    /** As {@link #scale(FittedModel, Rows, double, double, ThreadTeam)}, on the threads of this process. */
    public static AnomalyScale scale(FittedModel saved, Rows rows, double masking, double quantile) {
        return scale(saved, rows, masking, quantile, ThreadTeam.shared());
    }

    private static double ofAll(double[] means) {
        return Math.max(Float.MIN_NORMAL, Arrays.stream(means).average().orElseThrow());
    }

    private static List<Double> ordinary(double[] means, BitSet constant) {
        double least = least(Arrays.stream(means).boxed());
        return IntStream.range(0, means.length)
                .mapToObj(column -> constant.get(column) ? 0 : Math.max(least, means[column]))
                .toList();
    }
}
