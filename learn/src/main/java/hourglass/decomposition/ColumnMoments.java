package hourglass.decomposition;

import hourglass.data.InputException;

/**
 * Mean and variance of every column, gathered from batches in one pass without cancellation (T. F. Chan, G. H. Golub, R.
 * J. LeVeque, <i>Algorithms for computing the sample variance</i>, The American Statistician 37, 1983, eq. 2.1).
 *
 * <p>Variances are those of the rows themselves: divided by their number.
 */
final class ColumnMoments {
    /** The share of a variance that may be rounding of single-precision products, for one column. */
    private static final double RESOLUTION = 3 * Math.ulp(1f);

    private final double[] mean;
    private final double[] squares;
    /** How far the mean of the last batch lay from the mean of the batches before it. */
    private final double[] shift;

    ColumnMoments(int columns) {
        mean = new double[columns];
        squares = new double[columns];
        shift = new double[columns];
    }

    /**
     * Takes a stretch of columns of a batch, and makes their mean in the batch 0.
     *
     * @param before the number of rows taken before
     */
    void addAndCentre(float[] values, int rows, int before, int from, int to) {
        double[] batchMean = new double[to - from];
        int columns = mean.length;
        for (int row = 0; row < rows; row++) {
            for (int column = from; column < to; column++) {
                batchMean[column - from] += values[row * columns + column];
            }
        }
        for (int column = from; column < to; column++) {
            batchMean[column - from] /= rows;
            shift[column] = batchMean[column - from] - mean[column];
            mean[column] += shift[column] * rows / (before + rows);
            squares[column] += shift[column] * shift[column] * weightOfShift(rows, before);
        }
        for (int row = 0; row < rows; row++) {
            for (int column = from; column < to; column++) {
                float centred = (float) (values[row * columns + column] - batchMean[column - from]);
                values[row * columns + column] = centred;
                squares[column] += (double) centred * centred;
            }
        }
    }

    /** What the product of two columns' shifts adds to the sum of their products about the mean. */
    static double weightOfShift(int rows, int before) {
        return (double) rows * before / (before + rows);
    }

    double[] shift() {
        return shift;
    }

    double[] mean() {
        return mean;
    }

    float[] roundedMean() {
        float[] rounded = new float[mean.length];
        for (int column = 0; column < mean.length; column++) {
            rounded[column] = (float) mean[column];
        }
        return rounded;
    }

    /** The variance of every column, once all rows are in. */
    double[] variances(int rows) {
        double[] variances = new double[squares.length];
        for (int column = 0; column < squares.length; column++) {
            variances[column] = squares[column] / rows;
            if (!Double.isFinite(variances[column])) {
                throw new InputException(
                        "data",
                        "column " + (column + 1),
                        "has variance %s, so some value is NaN or infinite".formatted(variances[column]),
                        "remove or replace such values");
            }
        }
        return variances;
    }

    /**
     * Whether the variance in a direction stands out of the rounding errors: these are a small share of what the variance
     * would be if columns were uncorrelated.
     *
     * @param vectors holds the direction, a unit vector, from {@code at} on
     */
    static boolean resolves(double variance, double[] vectors, int at, double[] variances) {
        double uncorrelated = 0;
        for (int column = 0; column < variances.length; column++) {
            uncorrelated += vectors[at + column] * vectors[at + column] * variances[column];
        }
        return variance > RESOLUTION * Math.sqrt(variances.length) * uncorrelated;
    }
}
