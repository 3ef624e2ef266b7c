package hourglass.data;

import java.util.Arrays;
import java.util.Objects;

/**
 * Rows of numbers in one {@code float[]}, row-major: what models return, and data that are in memory already.
 *
 * @param values row after row; not copied, must not be changed afterwards
 * @param columns of a row, at least 1; there is at least one row
 */
public record Matrix(float[] values, int columns) implements Rows {
    public Matrix {
        if (columns < 1 || values.length == 0 || values.length % columns != 0) {
            throw new IllegalArgumentException(
                    "%d values do not make whole rows of %d columns".formatted(values.length, columns));
        }
    }

    /**
     * A copy of rows that are arrays.
     *
     * @param rows at least one, all of the same length
     */
    public static Matrix of(float[]... rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("a matrix has at least one row");
        }
        int columns = rows[0].length;
        float[] values = new float[Math.multiplyExact(rows.length, columns)];
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].length != columns) {
                throw new IllegalArgumentException(
                        "row %d has %d values, but row 0 has %d".formatted(row, rows[row].length, columns));
            }
            System.arraycopy(rows[row], 0, values, row * columns, columns);
        }
        return new Matrix(values, columns);
    }

    @Override
    public int count() {
        return values.length / columns;
    }

    /** The number at a row and a column, both from 0. */
    public float get(int row, int column) {
        return values[Objects.checkIndex(row, count()) * columns + Objects.checkIndex(column, columns)];
    }

    /** A copy of one row, from 0. */
    public float[] row(int row) {
        int start = Objects.checkIndex(row, count()) * columns;
        return Arrays.copyOfRange(values, start, start + columns);
    }

    /**
     * The squared Euclidean distance of a row from one of another matrix.
     *
     * @param row from 0
     * @param other of as many columns; may be this matrix
     * @param otherRow of the other, from 0
     */
    public double squaredDistance(int row, Matrix other, int otherRow) {
        if (other.columns != columns) {
            throw new IllegalArgumentException("rows of %d and of %d columns".formatted(columns, other.columns));
        }
        int at = Objects.checkIndex(row, count()) * columns;
        int otherAt = Objects.checkIndex(otherRow, other.count()) * columns;
        double sum = 0;
        for (int i = 0; i < columns; i++) {
            double difference = (double) values[at + i] - other.values[otherAt + i];
            sum += difference * difference;
        }
        return sum;
    }

    /**
     * A copy of some columns of all rows.
     *
     * @param from the first, from 0
     * @param to the one after the last
     */
    public Matrix columns(int from, int to) {
        Objects.checkFromToIndex(from, to, columns);
        int width = to - from;
        float[] chosen = new float[count() * width];
        for (int row = 0; row < count(); row++) {
            System.arraycopy(values, row * columns + from, chosen, row * width, width);
        }
        return new Matrix(chosen, width);
    }

    @Override
    public void read(int row, float[] target, int offset) {
        System.arraycopy(values, Objects.checkIndex(row, count()) * columns, target, offset, columns);
    }

    @Override
    public float[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matrix that && columns == that.columns && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + columns;
    }

    /** The shape, as in "1000 x 30". */
    @Override
    public String toString() {
        return count() + " x " + columns;
    }
}
