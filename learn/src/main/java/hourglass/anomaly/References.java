package hourglass.anomaly;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.Transform;
import hourglass.data.table.TableEncoding;
import hourglass.matrix.ThreadTeam;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Some rows of a table, all of a small one, which a model keeps ({@link hourglass.persistence.FittedModel#withReferences}): others are
 * compared with them, and cells are also predicted linearly from what they have in common.
 *
 * @param rows transformed, their gaps filled
 * @param table how the table became rows
 * @param transform of the rows
 */
public record References(Matrix rows, TableEncoding table, Transform transform) {
    private static final int MOST_ROWS = 2048;
    private static final int MOST_VALUES = 1 << 22;
    /** As the noise of the network masks cells, so this bounds what is learnt of exceptions. */
    static final double RIDGE = 0.3;
    /** Of rows that may hold anomalies, the share that is taken for typical. */
    static final double TYPICAL = 0.8;

    /**
     * Chooses rows evenly.
     *
     * @param all as they come, untransformed, with NaN for what is missing
     */
    public static References of(Rows all, TableEncoding table, Transform transform) {
        int most = Math.max(2, Math.min(MOST_ROWS, MOST_VALUES / all.columns()));
        float[] values = all.select(all.evenRows(most)).toArray();
        transform.apply(values, 0, values.length / all.columns());
        ColumnLayout layout = ColumnLayout.of(table, all.columns());
        ColumnErrors.bound(values, layout);
        if (all.columns() > LinearPredictor.MOST_VALUES) {
            ColumnErrors.complete(values);
        } else {
            LinearPredictor.filling(values, layout, RIDGE);
        }
        return new References(new Matrix(values, all.columns()), table, transform);
    }

    /**
     * The rows that are far from being anomalies, four in five: what a model is fitted to so that it learns none of them. They are
     * those nearest to others and best predicted linearly.
     *
     * @param all as they come, untransformed
     */
    public Rows typical(Rows all, ThreadTeam team) {
        ColumnLayout layout = ColumnLayout.of(table, all.columns());
        Neighborhood neighborhood = new Neighborhood(rows.values(), layout);
        LinearPredictor linear = all.columns() > LinearPredictor.MOST_VALUES
                ? null
                : LinearPredictor.of(rows.values(), layout, RIDGE, TYPICAL);
        double[] far = new double[all.count()];
        double[] odd = new double[all.count()];
        int size = ColumnErrors.blockRows(all.columns());
        for (int from = 0; from < all.count(); from += size) {
            int to = Math.min(all.count(), from + size);
            float[] block = all.slice(from, to).toArray();
            transform.apply(block, 0, to - from);
            float[] distances = neighborhood.distances(block, team);
            ColumnErrors.complete(ColumnErrors.bound(block, layout));
            float[] residuals = linear == null ? distances : linear.residuals(block);
            for (int i = 0; i < distances.length; i++) {
                int row = from + i / layout.columns();
                far[row] += Float.isNaN(distances[i]) ? 0 : distances[i];
                odd[row] += Float.isNaN(distances[i]) ? 0 : residuals[i];
            }
        }
        double meanFar = Arrays.stream(far).average().orElseThrow();
        double meanOdd = Arrays.stream(odd).average().orElseThrow();
        double[] scores = IntStream.range(0, far.length)
                .mapToDouble(row -> far[row] / meanFar + odd[row] / meanOdd)
                .toArray();
        return all.select(LinearPredictor.lowest(scores, TYPICAL));
    }

    /** As {@link #typical(Rows, ThreadTeam)}, on the threads of this process. */
    public Rows typical(Rows all) {
        return typical(all, ThreadTeam.shared());
    }
}
