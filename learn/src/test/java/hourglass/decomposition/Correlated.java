package hourglass.decomposition;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.Rows;
import hourglass.random.Seeds;
import java.util.SplittableRandom;

/** Rows for tests whose columns depend on each other. */
final class Correlated {
    private Correlated() {}

    /** Normal hidden factors, the j-th of deviation {@code decay^j}, mixed at random; means of some units. */
    static float[] values(int count, int columns, int factors, double decay, long seed) {
        SplittableRandom random = Seeds.random(seed, columns);
        double[] mixing = random.doubles((long) factors * columns, -1, 1).toArray();
        double[] means = random.doubles(columns, -3, 3).toArray();
        float[] values = new float[count * columns];
        for (int row = 0; row < count; row++) {
            double[] factor = new double[factors];
            for (int j = 0; j < factors; j++) {
                factor[j] = Math.pow(decay, j) * random.nextGaussian();
            }
            for (int column = 0; column < columns; column++) {
                double value = means[column];
                for (int j = 0; j < factors; j++) {
                    value += factor[j] * mixing[j * columns + column];
                }
                values[row * columns + column] = (float) value;
            }
        }
        return values;
    }

    static Rows rows(int count, int columns, int factors, double decay, long seed) {
        return Rows.of(values(count, columns, factors, decay, seed), columns);
    }

    /** The squared error, summed over columns, mean over items. */
    static double meanSquaredError(float[] items, float[] reconstructions, int columns) {
        double sum = 0;
        for (int i = 0; i < items.length; i++) {
            double error = items[i] - reconstructions[i];
            sum += error * error;
        }
        return sum * columns / items.length;
    }

    /** The largest absolute difference; AssertJ's comparison within an offset takes quadratic time. */
    static double largestDifference(float[] a, float[] b) {
        assertThat(a).hasSameSizeAs(b);
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
        }
        return largest;
    }

    /** Covariances, divided by the number of rows, in double precision and two passes. */
    static double[] covariances(float[] values, int columns) {
        int count = values.length / columns;
        double[] mean = new double[columns];
        for (int i = 0; i < values.length; i++) {
            mean[i % columns] += (double) values[i] / count;
        }
        double[] covariances = new double[columns * columns];
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < columns; i++) {
                for (int j = 0; j < columns; j++) {
                    covariances[i * columns + j] +=
                            (values[row * columns + i] - mean[i]) * (values[row * columns + j] - mean[j]) / count;
                }
            }
        }
        return covariances;
    }
}
