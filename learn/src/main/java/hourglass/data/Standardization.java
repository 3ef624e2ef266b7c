package hourglass.data;

import java.util.Arrays;

/**
 * Gives every column mean 0 and standard deviation 1: x becomes (x - mean) / deviation.
 *
 * @param mean of each column; not copied, must not be changed afterwards
 * @param deviation of each column, above 0; not copied, must not be changed afterwards
 */
public record Standardization(float[] mean, float[] deviation) implements Transform {
    public Standardization {
        if (mean.length != deviation.length) {
            throw new IllegalArgumentException("%d means and %d deviations".formatted(mean.length, deviation.length));
        }
        for (int column = 0; column < mean.length; column++) {
            if (!(deviation[column] > 0)) {
                throw new IllegalArgumentException(
                        "deviation %d is %s, but must be above 0".formatted(column, deviation[column]));
            }
        }
    }

    /**
     * The standardization of given rows, which are read once: means and squared deviations are updated row by row (B.
     * P. Welford, Technometrics 4, 1962), so that large means don't drown small deviations. The deviation is that of
     * the rows themselves (divided by their number); a constant column is given deviation 1 and so becomes 0. Missing
     * numbers, which are NaN, are left out.
     */
    public static Standardization fit(Rows rows) {
        double[] mean = new double[rows.columns()];
        double[] squares = new double[rows.columns()];
        int[] counts = new int[rows.columns()];
        float[] values = new float[rows.columns()];
        for (int row = 0; row < rows.count(); row++) {
            rows.read(row, values, 0);
            for (int column = 0; column < values.length; column++) {
                if (Float.isNaN(values[column])) {
                    continue;
                }
                double weight = 1.0 / ++counts[column];
                double difference = values[column] - mean[column];
                mean[column] += difference * weight;
                squares[column] += difference * (values[column] - mean[column]);
            }
        }
        return of(mean, squares, counts);
    }

    /**
     * The standardization of rows whose moments are known.
     *
     * @param mean of each column
     * @param squares the sum of the squared differences from the mean, of each column
     * @param counts how many numbers each column has
     */
    public static Standardization of(double[] mean, double[] squares, int[] counts) {
        float[] means = new float[mean.length];
        float[] deviations = new float[mean.length];
        for (int column = 0; column < mean.length; column++) {
            means[column] = (float) mean[column];
            float deviation = (float) Math.sqrt(squares[column] / Math.max(1, counts[column]));
            // What is less is rounding, and would make numbers of new rows infinite.
            deviations[column] = deviation >= Float.MIN_NORMAL ? deviation : 1;
        }
        return new Standardization(means, deviations);
    }

    /** The same means with one deviation for all columns, whose mean variance becomes 1. */
    public Standardization withCommonDeviation() {
        double sum = 0;
        for (float one : deviation) {
            sum += (double) one * one;
        }
        float[] common = new float[deviation.length];
        Arrays.fill(common, (float) Math.sqrt(sum / deviation.length));
        return new Standardization(mean, common);
    }

    @Override
    public void apply(float[] values, int offset, int rows) {
        for (int row = 0; row < rows; row++) {
            int start = offset + row * mean.length;
            for (int column = 0; column < mean.length; column++) {
                values[start + column] = (values[start + column] - mean[column]) / deviation[column];
            }
        }
    }

    @Override
    public void invert(float[] values, int offset, int rows) {
        for (int row = 0; row < rows; row++) {
            int start = offset + row * mean.length;
            for (int column = 0; column < mean.length; column++) {
                values[start + column] = values[start + column] * deviation[column] + mean[column];
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Standardization that
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(deviation, that.deviation);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(deviation);
    }
}
