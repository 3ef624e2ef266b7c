package hourglass.cli.terminal;

import hourglass.data.Rows;

/**
 * What the numbers of data are like.
 *
 * @param least of all numbers
 * @param greatest of all numbers
 * @param mean of all numbers
 */
public record Summary(float least, float greatest, double mean) {
    /** That of given rows, which are read once. */
    public static Summary of(Rows rows) {
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        double sum = 0;
        float[] values = new float[rows.columns()];
        for (int row = 0; row < rows.count(); row++) {
            rows.read(row, values, 0);
            for (float value : values) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
                sum += value;
            }
        }
        return new Summary(least, greatest, sum / ((double) rows.count() * rows.columns()));
    }

    /** Whether they may be taken for probabilities. */
    public boolean areFractions() {
        return least >= 0 && greatest <= 1;
    }
}
