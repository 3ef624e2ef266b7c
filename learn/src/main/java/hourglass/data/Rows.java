package hourglass.data;

import hourglass.matrix.SparseMatrix;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Items as rows of {@code float}s, readable in any order and from any thread.
 *
 * <p>Implementations hold the numbers in whatever form they were stored (bytes in memory, a mapped file) and widen them
 * when a row is read, so that a set of images takes the size of its file and not four times that.
 */
public interface Rows {
    /** The class of a row that has none. */
    int UNLABELLED = -1;

    /** The number of rows, at least 1. */
    int count();

    /** The number of columns, at least 1. */
    int columns();

    /**
     * Copies one row.
     *
     * @param row which, from 0 to {@code count() - 1}
     * @param target where to; {@code columns()} values are written
     * @param offset the index in {@code target} of the first value
     * @throws IndexOutOfBoundsException if the row does not exist or does not fit
     */
    void read(int row, float[] target, int offset);

    /** Which row stands at a position of an order. */
    @FunctionalInterface
    interface Order {
        /** The row, from 0, at a position from 0. */
        int at(int position);
    }

    /**
     * Copies some rows, one after the other; a transform then works on all of them at once.
     *
     * @param order which row stands at a position
     * @param from the first position
     * @param count how many follow from there
     * @param target where to; {@code count * columns()} values are written from the first on
     */
    default void read(Order order, int from, int count, float[] target) {
        for (int i = 0; i < count; i++) {
            read(order.at(from + i), target, i * columns());
        }
    }

    /** Whether most numbers are 0 and {@link #addNonZeros} takes the others only. */
    default boolean isSparse() {
        return false;
    }

    /**
     * Adds a row to a matrix, without its zeros.
     *
     * @throws UnsupportedOperationException if the rows are not sparse
     */
    default void addNonZeros(int row, SparseMatrix target) {
        throw new UnsupportedOperationException("these rows are not sparse");
    }

    /** The class of a row, from 0 on, or {@link #UNLABELLED}. */
    default int label(int row) {
        return UNLABELLED;
    }

    /** The numbers of the rows that have a class. */
    default int[] rowsWithClass() {
        return IntStream.range(0, count())
                .filter(row -> label(row) != UNLABELLED)
                .toArray();
    }

    /**
     * The numbers of rows that lie evenly over all, the first among them.
     *
     * @param most how many, at least 1; all rows where there are no more
     */
    default int[] evenRows(int most) {
        return evenly(most, count());
    }

    /**
     * Numbers that lie evenly over those from 0 to below a count, 0 among them.
     *
     * @param most how many, at least 1; all numbers where there are no more
     */
    static int[] evenly(int most, int count) {
        int chosen = Math.min(most, count);
        return IntStream.range(0, chosen)
                .map(i -> (int) ((long) i * count / chosen))
                .toArray();
    }

    /**
     * The same rows with classes, a view.
     *
     * @param classes of each row, from 0 on, or {@link #UNLABELLED}; not copied, must not be changed afterwards
     */
    default Rows labelled(int[] classes) {
        if (classes.length != count()) {
            throw new IllegalArgumentException("%d labels for %d rows".formatted(classes.length, count()));
        }
        return new LabelledRows(this, classes);
    }

    /** Rows in memory, row-major; the array is not copied and must not be changed afterwards. */
    static Matrix of(float[] values, int columns) {
        return new Matrix(values, columns);
    }

    /**
     * Rows of unsigned bytes in memory, row-major; the array is not copied and must not be changed afterwards.
     *
     * @param white the byte that reads as 1: 255 for pixels in 0..1, 1 for the bytes as they are
     */
    static Rows ofBytes(byte[] values, int columns, float white) {
        return new ByteRows(values, columns, white);
    }

    /** The rows from {@code from} (inclusive) to {@code to} (exclusive), a view. */
    default Rows slice(int from, int to) {
        if (from < 0 || to > count() || from >= to) {
            throw new IllegalArgumentException(
                    "rows %d to %d do not lie within the %d rows there are".formatted(from, to, count()));
        }
        return new ChosenRows(this, to - from, row -> from + Objects.checkIndex(row, to - from));
    }

    /** The rows named by index, in that order, a view; the array must not be changed afterwards. */
    default Rows select(int[] indices) {
        return new ChosenRows(this, indices.length, row -> indices[row]);
    }

    /** The rows as a transform makes them, a view that transforms rows when they are read. */
    default Rows transformed(Transform transform) {
        return transform.view(this);
    }

    /** The rows with 0 in place of missing numbers, which are NaN; a view. */
    default Rows completed() {
        return new CompletedRows(this);
    }

    /**
     * The same rows, a view that refuses numbers that are not finite.
     *
     * @param name of the rows, for the message of the {@link InputException}
     */
    default Rows requiringFinite(String name) {
        return new FiniteRows(this, name, false);
    }

    /** The same as {@link #requiringFinite} for rows of which numbers may be missing, which are NaN. */
    default Rows requiringFiniteOrMissing(String name) {
        return new FiniteRows(this, name, true);
    }

    /** All values in one new array, row-major; for data known to be small. */
    default float[] toArray() {
        float[] values = new float[Math.multiplyExact(count(), columns())];
        for (int row = 0; row < count(); row++) {
            read(row, values, row * columns());
        }
        return values;
    }
}
