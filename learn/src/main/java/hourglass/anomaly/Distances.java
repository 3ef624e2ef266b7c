package hourglass.anomaly;

import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.AnomalyScale;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What distances from neighbours are ordinary.
 *
 * <p>Of many columns that vary by themselves, all rows lie at about the same distance from each other, as on a shell around their mean;
 * one inside the shell, near to all, is then as odd as one outside. Where distances vary much, as they do of few columns, none is so near.
 *
 * @param mean over rows, 0 without references
 * @param near the distance below which a row is too near, 0 where none is
 */
record Distances(double mean, double near) {
    /** So many deviations from the median are too many. */
    private static final double DEVIATIONS = 4;

    /** The standard deviation of a Gaussian in units of its median absolute deviation. */
    private static final double GAUSSIAN = 1.4826;

    /** Those of rows, by the mean distance in a column. */
    static Distances of(@Nullable Neighborhood neighborhood, ColumnErrors errors, Rows rows, ThreadTeam team) {
        if (neighborhood == null) {
            return new Distances(0, 0);
        }
        double[] means = new double[rows.count()];
        double sum = 0;
        int all = 0;
        int size = errors.blockRows();
        for (int from = 0; from < rows.count(); from += size) {
            int to = Math.min(rows.count(), from + size);
            float[] items = rows.slice(from, to).toArray();
            float[] distances = neighborhood.distances(errors.transformed(items), team);
            for (int row = from; row < to; row++) {
                int present = 0;
                double ofRow = 0;
                for (int column = 0; column < errors.columns(); column++) {
                    float distance = distances[(row - from) * errors.columns() + column];
                    present += errors.counts(column, distance) ? 1 : 0;
                    ofRow += errors.counts(column, distance) ? distance : 0;
                }
                means[row] = ofRow / Math.max(1, present);
                sum += ofRow;
                all += present;
            }
        }
        double mean = Math.max(Float.MIN_NORMAL, sum / Math.max(1, all));
        return new Distances(mean, Math.min(mean, Math.max(0, near(means))));
    }

    private static double near(double[] distances) {
        double median = median(distances);
        double deviation = median(
                Arrays.stream(distances).map(one -> Math.abs(one - median)).toArray());
        return median - DEVIATIONS * GAUSSIAN * deviation;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /**
     * Whether a row is too near.
     *
     * @param distance its mean distance in a column
     * @param present the share of its cells that are not missing: the mean over few varies more
     */
    static boolean isNear(double distance, double present, AnomalyScale scale) {
        double below = scale.distance() - distance;
        return scale.near() > 0 && below * Math.sqrt(present) > scale.distance() - scale.near();
    }
}
