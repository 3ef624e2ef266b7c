package hourglass.anomaly;

import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.AnomalyScale;
import hourglass.persistence.FittedModel;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Says how anomalous rows are: how much worse a model reconstructs them than the rows it was fitted to.
 *
 * <p>The score of a row is the mean over its columns of the squared error, in units of what that error is on average over
 * the rows that the scale was taken from: ordinary rows score about 1. (With the mean error as a column's variance that is
 * the Gaussian -log p(x | mu) but for constants.) Columns of tables are each reconstructed from the others, itself being
 * masked, which a denoising autoencoder is fitted for: the error is then that of p(column | others), as in a
 * pseudo-likelihood. Images and arrays are reconstructed from what some fixed masks leave of them. A category is one column, its error summed over its
 * values; a value that the model does not know adds to it what its own column would have added. Missing cells don't count.
 */
public final class AnomalyScorer {
    private static final int BLOCK = 1024;
    /** A column's ordinary error is taken to be at least this share of the mean over columns: nothing is exact. */
    private static final double LEAST_ERROR = 0.01;

    private final FittedModel saved;
    private final AnomalyScale scale;
    private final ColumnErrors errors;

    /**
     * @param saved a model that leads back from codes
     * @param scale of its errors, from {@link #scale}
     * @param team the threads that share the work
     */
    public AnomalyScorer(FittedModel saved, AnomalyScale scale, ThreadTeam team) {
        this.saved = saved;
        this.scale = scale;
        this.errors = new ColumnErrors(saved, scale.masking(), team);
        if (scale.errors().size() != 1 && scale.errors().size() != errors.columns()) {
            throw new IllegalArgumentException(
                    "%d ordinary errors for %d columns".formatted(scale.errors().size(), errors.columns()));
        }
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
        float[] all = errors.of(items);
        int rows = all.length / columns;
        float[] scores = new float[rows * (1 + columns)];
        for (int row = 0; row < rows; row++) {
            int present = 0;
            double sum = 0;
            int at = row * (1 + columns);
            for (int column = 0; column < columns; column++) {
                float error = all[row * columns + column];
                if (!Float.isNaN(error)) {
                    present++;
                    scores[at + 1 + column] = (float) (error / scale.error(column));
                    sum += scores[at + 1 + column];
                }
            }
            scores[at] = present == 0 ? 0 : (float) (sum / present);
            for (int column = 0; sum > 0 && column < columns; column++) {
                scores[at + 1 + column] /= (float) sum;
            }
        }
        return scores;
    }

    /** The score of each row alone. */
    public double[] scores(Rows rows) {
        double[] all = new double[rows.count()];
        for (int from = 0; from < rows.count(); from += BLOCK) {
            int to = Math.min(rows.count(), from + BLOCK);
            float[] block = scores(rows.slice(from, to).toArray());
            for (int row = from; row < to; row++) {
                all[row] = block[(row - from) * (1 + columns())];
            }
        }
        return all;
    }

    /**
     * The scale of a model's errors on given rows. Images have one for all pixels, since a pixel that is always black would
     * else outweigh the others; tables and arrays have one for each column.
     *
     * @param rows as they come, untransformed; read twice
     * @param masking the share of an image or array that is masked to score it, best that of the noise it was fitted with,
     *     and 0 for a model that was fitted without
     * @param quantile of their scores that becomes the threshold, above 0 to 1
     */
    public static AnomalyScale scale(FittedModel saved, Rows rows, double masking, double quantile, ThreadTeam team) {
        AnomalyScale.requireMasking(masking);
        AnomalyScale.requireQuantile(quantile);
        ColumnErrors errors = new ColumnErrors(saved, masking, team);
        List<Double> ordinary = ordinary(errors.means(rows, BLOCK), saved.data().imageShape() != null);
        AnomalyScale unlimited = new AnomalyScale(ordinary, masking, quantile, 0);
        double[] scores = new AnomalyScorer(saved, unlimited, team).scores(rows);
        Arrays.sort(scores);
        int place = (int) Math.ceil(quantile * scores.length) - 1;
        return new AnomalyScale(ordinary, masking, quantile, scores[Math.max(0, place)]);
    }

    /** As {@link #scale(FittedModel, Rows, double, double, ThreadTeam)}, on the threads of this process. */
    public static AnomalyScale scale(FittedModel saved, Rows rows, double masking, double quantile) {
        return scale(saved, rows, masking, quantile, ThreadTeam.shared());
    }

    private static List<Double> ordinary(double[] means, boolean alike) {
        double mean = Arrays.stream(means).average().orElseThrow();
        double least = Math.max(LEAST_ERROR * mean, Float.MIN_NORMAL);
        return alike
                ? Collections.singletonList(Math.max(mean, least))
                : Arrays.stream(means).mapToObj(one -> Math.max(one, least)).toList();
    }
}
