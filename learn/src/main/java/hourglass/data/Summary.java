package hourglass.data;

import org.jspecify.annotations.Nullable;

/**
 * The range of the numbers in rows, all of which are read once.
 *
 * @param least of all numbers that are not missing
 * @param greatest of all numbers that are not missing
 * @param mean of all numbers that are not missing
 * @param missing how many are NaN, which stands for a missing number
 * @param outside how many of the others lie outside 0..1
 */
public record Summary(float least, float greatest, double mean, long missing, long outside) {
    /**
     * Reads rows once.
     *
     * @param name of the rows, for the message
     * @throws InputException if a number is infinite
     */
    public static Summary of(String name, Rows rows) {
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        double sum = 0;
        long missing = 0;
        long outside = 0;
        float[] values = new float[rows.columns()];
        for (int row = 0; row < rows.count(); row++) {
            rows.read(row, values, 0);
            for (int column = 0; column < values.length; column++) {
                float value = values[column];
                if (Float.isNaN(value)) {
                    missing++;
                } else if (Float.isInfinite(value)) {
                    throw new InputException(
                            name, place(row, column), "%s is not a finite number".formatted(value), "correct it");
                } else {
                    least = Math.min(least, value);
                    greatest = Math.max(greatest, value);
                    sum += value;
                    outside += value < 0 || value > 1 ? 1 : 0;
                }
            }
        }
        long present = (long) rows.count() * rows.columns() - missing;
        return new Summary(least, greatest, sum / present, missing, outside);
    }

    /** Whether all numbers lie within 0..1 and so may be probabilities; rows are read up to the first that does not. */
    public static boolean areFractions(Rows rows) {
        return firstOutside(rows, 0, 1) == null;
    }

    /**
     * A number in rows.
     *
     * @param place "row 3, column 2", counted from 1
     */
    public record Found(String place, float value) {}

    /**
     * The first number that does not lie within a range, or is NaN; null if there is none.
     *
     * @param least the lower end of the range
     * @param greatest its upper end
     */
    public static @Nullable Found firstOutside(Rows rows, double least, double greatest) {
        float[] values = new float[rows.columns()];
        for (int row = 0; row < rows.count(); row++) {
            rows.read(row, values, 0);
            for (int column = 0; column < values.length; column++) {
                if (!(values[column] >= least && values[column] <= greatest)) {
                    return new Found(place(row, column), values[column]);
                }
            }
        }
        return null;
    }

    private static String place(int row, int column) {
        return "row %d, column %d".formatted(row + 1, column + 1);
    }
}
