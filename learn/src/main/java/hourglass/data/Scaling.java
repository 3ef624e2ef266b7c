package hourglass.data;

import java.util.Arrays;

/**
 * Stretches every column to 0..1: x becomes (x - least) / range.
 *
 * @param least value of each column; not copied, must not be changed afterwards
 * @param range from the least to the greatest value of each column, above 0; not copied, must not be changed afterwards
 */
public record Scaling(float[] least, float[] range) implements Transform {
    public Scaling {
        if (least.length != range.length) {
            throw new IllegalArgumentException("%d least values and %d ranges".formatted(least.length, range.length));
        }
        for (int column = 0; column < least.length; column++) {
            if (!(range[column] > 0)) {
                throw new IllegalArgumentException(
                        "range %d is %s, but must be above 0".formatted(column, range[column]));
            }
        }
    }

    /** The scaling of given rows, which are read once; a constant column becomes 0. */
    public static Scaling fit(Rows rows) {
        float[] least = new float[rows.columns()];
        float[] most = new float[rows.columns()];
        Arrays.fill(least, Float.POSITIVE_INFINITY);
        Arrays.fill(most, Float.NEGATIVE_INFINITY);
        float[] values = new float[rows.columns()];
        for (int row = 0; row < rows.count(); row++) {
            rows.read(row, values, 0);
            for (int column = 0; column < values.length; column++) {
                least[column] = Math.min(least[column], values[column]);
                most[column] = Math.max(most[column], values[column]);
            }
        }
        float[] range = most;
        for (int column = 0; column < range.length; column++) {
            float difference = most[column] - least[column];
            range[column] = difference > 0 ? Math.min(difference, Float.MAX_VALUE) : 1;
        }
        return new Scaling(least, range);
    }

    @Override
    public void apply(float[] values, int offset, int rows) {
        for (int row = 0; row < rows; row++) {
            int start = offset + row * least.length;
            for (int column = 0; column < least.length; column++) {
                // Where numbers are near the limits of float, their difference is beyond them, but not its share of the
                // range.
                float difference = values[start + column] - least[column];
                values[start + column] = Float.isInfinite(difference)
                        ? (float) (((double) values[start + column] - least[column]) / range[column])
                        : difference / range[column];
            }
        }
    }

    @Override
    public void invert(float[] values, int offset, int rows) {
        for (int row = 0; row < rows; row++) {
            int start = offset + row * least.length;
            for (int column = 0; column < least.length; column++) {
                values[start + column] = values[start + column] * range[column] + least[column];
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scaling that && Arrays.equals(least, that.least) && Arrays.equals(range, that.range);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(least) + Arrays.hashCode(range);
    }
}
