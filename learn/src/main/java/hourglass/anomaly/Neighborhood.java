package hourglass.anomaly;

import hourglass.matrix.ThreadTeam;
import java.util.Arrays;

/**
 * How far rows lie from others: the distance to the nearest of a few rows drawn at random, in expectation over all draws. Anomalies
 * that are alike are rarely drawn together, so that they don't hide each other, as they do from the distance to the k-th
 * nearest of all rows (M. Sugiyama, K. Borgwardt, NIPS 2013; G. Pang et al., ICDMW 2015: LeSiNN, of which this is the mean over
 * all subsets).
 *
 * <p>Where each row is drawn with probability q, the one in place k of all, from 0, is the nearest that is drawn with probability
 * q (1 - q)^k. Distances are sums over columns, so that each column has its share, of differences of arsinh x:
 * as they are within a deviation of the mean, and by their magnitude far from it.
 */
final class Neighborhood {
    /** So many rows are drawn on average: few enough to hold mostly one of the anomalies where these are one row in ten. */
    private static final int SAMPLE = 8;
    /** Of few rows only a part is drawn: all of them hide nothing. */
    private static final double LARGEST_SHARE = 0.25;
    /** What the probabilities that are left out sum to. */
    private static final double NEGLIGIBLE = 1e-3;

    private static final float LARGEST = 1e4f;

    private final ColumnLayout layout;
    private final float[] values;
    /** The same after arsinh. */
    private final float[] references;

    private final double[] weights;

    /** @param references transformed, without gaps */
    Neighborhood(float[] references, ColumnLayout layout) {
        this.layout = layout;
        this.values = references;
        this.references = arsinh(references);
        int count = references.length / layout.values();
        double share = Math.min(LARGEST_SHARE, (double) SAMPLE / count);
        int most = (int) Math.ceil(Math.log(NEGLIGIBLE) / Math.log1p(-share));
        this.weights = new double[Math.max(1, Math.min(count - 1, most))];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = share * Math.pow(1 - share, i);
        }
        double sum = Arrays.stream(weights).sum();
        Arrays.setAll(weights, i -> weights[i] / sum);
    }

    private static float[] arsinh(float[] values) {
        float[] bent = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            double size = Math.abs((double) values[i]);
            bent[i] = Float.isNaN(values[i])
                    ? Float.NaN
                    : Math.copySign((float) Math.min(LARGEST, Math.log(size + Math.hypot(size, 1))), values[i]);
        }
        return bent;
    }

    /**
     * The distances of rows in each column, NaN where a cell is missing. A row that is itself a reference is compared with the others.
     *
     * @param rows transformed, with NaN for what is missing
     */
    float[] distances(float[] rows, ThreadTeam team) {
        float[] bent = arsinh(rows);
        int count = rows.length / layout.values();
        float[] distances = new float[count * layout.columns()];
        team.run((part, parts) -> {
            long[] order = new long[references.length / layout.values()];
            float[] sums = new float[layout.values()];
            for (int row = part; row < count; row += parts) {
                add(bent, row * layout.values(), order, sums, distances, row * layout.columns());
            }
        });
        return distances;
    }

    /**
     * The means of the nearest references of rows that have gaps, which other rows don't need.
     *
     * @param rows transformed, with NaN for what is missing
     * @param nearest how many
     */
    float[] means(float[] rows, int nearest, ThreadTeam team) {
        float[] bent = arsinh(rows);
        int width = layout.values();
        float[] means = new float[rows.length];
        team.run((part, parts) -> {
            long[] order = new long[references.length / width];
            for (int at = part * width; at < rows.length; at += parts * width) {
                if (hasGap(rows, at)) {
                    int first = sort(bent, at, order);
                    int most = Math.min(nearest, order.length - first);
                    for (int k = 0; k < most; k++) {
                        int reference = (int) order[first + k] * width;
                        for (int i = 0; i < width; i++) {
                            means[at + i] += values[reference + i] / most;
                        }
                    }
                }
            }
        });
        return means;
    }

    private boolean hasGap(float[] rows, int at) {
        for (int i = at; i < at + layout.values(); i++) {
            if (Float.isNaN(rows[i])) {
                return true;
            }
        }
        return false;
    }

    /** Puts the references in the order of their distance, and returns 1 if the first is the row itself. */
    private int sort(float[] rows, int at, long[] order) {
        int width = layout.values();
        for (int i = 0; i < order.length; i++) {
            float distance = distance(rows, at, i * width);
            order[i] = (long) Float.floatToIntBits(distance) << 32 | i;
        }
        Arrays.sort(order);
        return order.length > 1 && Float.intBitsToFloat((int) (order[0] >>> 32)) == 0 ? 1 : 0;
    }

    private void add(float[] rows, int at, long[] order, float[] sums, float[] distances, int to) {
        int width = layout.values();
        Arrays.fill(sums, 0);
        int first = Math.min(sort(rows, at, order), order.length - weights.length);
        for (int k = 0; k < weights.length; k++) {
            int reference = (int) order[first + k] * width;
            float weight = (float) weights[k];
            for (int i = 0; i < width; i++) {
                sums[i] += weight * Math.abs(rows[at + i] - references[reference + i]);
            }
        }
        for (int column = 0; column < layout.columns(); column++) {
            int from = layout.places()[column];
            for (int i = from; i < from + layout.widths()[column]; i++) {
                distances[to + column] += sums[i];
            }
        }
    }

    private float distance(float[] rows, int at, int reference) {
        float sum = 0;
        for (int i = 0; i < layout.values(); i++) {
            float difference = Math.abs(rows[at + i] - references[reference + i]);
            // A comparison with NaN, which stands for a missing cell, is false.
            sum += difference >= 0 ? difference : 0;
        }
        return sum;
    }
}
