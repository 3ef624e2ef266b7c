package hourglass.spark;

import hourglass.data.Rows;
import hourglass.data.Standardization;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Means and squared deviations of columns, and the range of all numbers, of rows that are spread over a cluster: those of two
 * parts are put together by T. F. Chan, G. H. Golub, R. J. LeVeque, <i>Algorithms for computing the sample variance</i>, The
 * American Statistician 37, 1983, eq. 1.5.
 */
final class Moments implements Serializable {
    private static final long serialVersionUID = 1L;

    private int count;
    private double[] mean = new double[0];
    private double[] squares = new double[0];
    private float least = Float.POSITIVE_INFINITY;
    private float greatest = Float.NEGATIVE_INFINITY;

    /** Adds the rows of a block, and returns this. */
    Moments add(RowBlock block) {
        if (block.count() == 0) {
            return this;
        }
        if (count == 0) {
            mean = new double[block.columns()];
            squares = new double[block.columns()];
        }
        Rows rows = block.rows();
        float[] row = new float[block.columns()];
        for (int i = 0; i < block.count(); i++) {
            rows.read(i, row, 0);
            count++;
            for (int column = 0; column < row.length; column++) {
                float value = row[column];
                double difference = value - mean[column];
                mean[column] += difference / count;
                squares[column] += difference * (value - mean[column]);
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }
        return this;
    }

    /** Adds those of other rows, and returns this. */
    Moments add(Moments other) {
        if (other.count == 0) {
            return this;
        }
        if (count == 0) {
            return other;
        }
        double both = (double) count + other.count;
        for (int column = 0; column < mean.length; column++) {
            double difference = other.mean[column] - mean[column];
            mean[column] += difference * other.count / both;
            squares[column] += other.squares[column] + difference * difference * count * other.count / both;
        }
        count = Math.addExact(count, other.count);
        least = Math.min(least, other.least);
        greatest = Math.max(greatest, other.greatest);
        return this;
    }

    /** Whether all numbers lie in 0..1. */
    boolean areFractions() {
        return least >= 0 && greatest <= 1;
    }

    /** As {@link Standardization#fit} makes it of all the rows. */
    Standardization standardization() {
        int[] counts = new int[mean.length];
        Arrays.fill(counts, count);
        return Standardization.of(mean, squares, counts);
    }
}
