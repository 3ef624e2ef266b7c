package hourglass.matrix;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * A matrix of few non-zeros, kept row by row (compressed sparse rows), that grows at its end and can be emptied and filled
 * again.
 */
public final class SparseMatrix {
    /** Rows of a factor that are added at a time, each copied first: the compiler makes vector code of one index alone. */
    private static final int TERMS = 4;

    private final int columns;
    /** Where rows start; one more than there are rows. */
    private int[] starts = new int[17];

    private int[] indices = new int[256];
    private float[] values = new float[256];
    private int rows;

    /** An empty one, of this many columns. */
    public SparseMatrix(int columns) {
        if (columns < 1) {
            throw new IllegalArgumentException("a matrix has 1 or more columns, not " + columns);
        }
        this.columns = columns;
    }

    /** Removes all rows; the memory is kept. */
    public void clear() {
        rows = 0;
    }

    /**
     * Adds a row.
     *
     * @param rowIndices the columns of its non-zeros, ascending
     * @param rowValues these
     * @param offset of the first in both arrays
     * @param length how many
     */
    public void add(int[] rowIndices, float[] rowValues, int offset, int length) {
        int from = grow(length);
        System.arraycopy(rowIndices, offset, indices, from, length);
        System.arraycopy(rowValues, offset, values, from, length);
    }

    /**
     * Adds a row that lies in buffers, such as those of a mapped file.
     *
     * @param rowIndices the columns of its non-zeros, ascending
     * @param rowValues these
     * @param offset of the first in both buffers
     * @param length how many
     */
    public void add(IntBuffer rowIndices, FloatBuffer rowValues, int offset, int length) {
        int from = grow(length);
        rowIndices.get(offset, indices, from, length);
        rowValues.get(offset, values, from, length);
    }

    /** Makes room for a row of so many non-zeros, and returns where they begin. */
    private int grow(int length) {
        int from = starts[rows];
        int end = Math.addExact(from, length);
        if (end > indices.length) {
            int capacity = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(end, 2L * indices.length));
            indices = Arrays.copyOf(indices, capacity);
            values = Arrays.copyOf(values, capacity);
        }
        if (rows + 1 == starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        rows++;
        starts[rows] = end;
        return from;
    }

    /** Makes this the same as another of as many columns. */
    public void copy(SparseMatrix other) {
        if (other.columns != columns) {
            throw new IllegalArgumentException("a copy of %d columns, not %d".formatted(columns, other.columns));
        }
        rows = other.rows;
        if (starts.length <= rows) {
            starts = new int[other.starts.length];
        }
        System.arraycopy(other.starts, 0, starts, 0, rows + 1);
        if (indices.length < starts[rows]) {
            indices = new int[other.indices.length];
            values = new float[other.indices.length];
        }
        System.arraycopy(other.indices, 0, indices, 0, starts[rows]);
        System.arraycopy(other.values, 0, values, 0, starts[rows]);
    }

    /** Takes the values of some rows again from a dense matrix, row-major, that is 0 where this is. */
    public void refresh(int from, int to, float[] dense) {
        for (int row = from; row < to; row++) {
            for (int i = starts[row]; i < starts[row + 1]; i++) {
                values[i] = dense[row * columns + indices[i]];
            }
        }
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The number of columns. */
    public int columns() {
        return columns;
    }

    /** Where the non-zeros of a row start in {@link #indices} and {@link #values}; for the number of rows, their end. */
    public int start(int row) {
        return starts[row];
    }

    /** The column of each non-zero. */
    public int[] indices() {
        return indices;
    }

    /** Each non-zero. */
    public float[] values() {
        return values;
    }

    /** The sum of a row. */
    public float sum(int row) {
        float sum = 0;
        for (int i = starts[row]; i < starts[row + 1]; i++) {
            sum += values[i];
        }
        return sum;
    }

    /**
     * Rows of {@code C = S B}, with B (columns x n) and C (rows x n) row-major: the cost is in proportion to the non-zeros.
     *
     * @param from the first row of S to take
     * @param to one past the last
     * @param b where B is
     * @param bAt the index of its first number
     * @param n the columns of B and C
     * @param c the rows {@code from} to {@code to} of C are written
     * @param cAt the index of the first number of row {@code from} of C
     * @param scratch {@link #scratch} of n, of the thread's own
     */
    public void multiply(int from, int to, float[] b, int bAt, int n, float[] c, int cAt, float[][] scratch) {
        float[] sum = scratch[TERMS];
        for (int row = from; row < to; row++) {
            Arrays.fill(sum, 0, n, 0f);
            int end = starts[row + 1];
            int i = starts[row];
            for (; i + TERMS <= end; i += TERMS) {
                for (int term = 0; term < TERMS; term++) {
                    System.arraycopy(b, bAt + indices[i + term] * n, scratch[term], 0, n);
                }
                addScaled(sum, scratch, i, n);
            }
            for (; i < end; i++) {
                System.arraycopy(b, bAt + indices[i] * n, scratch[0], 0, n);
                addScaled(sum, scratch[0], values[i], n);
            }
            System.arraycopy(sum, 0, c, cAt + (row - from) * n, n);
        }
    }

    /** What {@link #multiply} needs for rows of n numbers. */
    public static float[][] scratch(int n) {
        return new float[TERMS + 1][n];
    }

    private void addScaled(float[] sum, float[][] terms, int at, int n) {
        addScaled(
                sum,
                terms[0],
                values[at],
                terms[1],
                values[at + 1],
                terms[2],
                values[at + 2],
                terms[3],
                values[at + 3],
                n);
    }

    /** Several at once, since a sum is then read and written once for them. */
    private static void addScaled(
            float[] sum,
            float[] first,
            float a,
            float[] second,
            float b,
            float[] third,
            float c,
            float[] fourth,
            float d,
            int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += a * first[i] + b * second[i] + c * third[i] + d * fourth[i];
        }
    }

    private static void addScaled(float[] sum, float[] term, float factor, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += factor * term[i];
        }
    }

    /** Makes {@code target} the transpose of this; what it held is forgotten. */
    public void transpose(SparseMatrix target) {
        if (target.columns < rows) {
            throw new IllegalArgumentException(
                    "the transpose of %d rows does not fit into %d columns".formatted(rows, target.columns));
        }
        int all = starts[rows];
        target.rows = columns;
        if (target.starts.length <= columns) {
            target.starts = new int[columns + 1];
        }
        if (target.indices.length < all) {
            target.indices = new int[indices.length];
            target.values = new float[indices.length];
        }
        int[] next = target.starts;
        Arrays.fill(next, 0, columns + 1, 0);
        for (int i = 0; i < all; i++) {
            next[indices[i] + 1]++;
        }
        for (int column = 0; column < columns; column++) {
            next[column + 1] += next[column];
        }
        for (int row = 0; row < rows; row++) {
            for (int i = starts[row]; i < starts[row + 1]; i++) {
                int at = next[indices[i]]++;
                target.indices[at] = row;
                target.values[at] = values[i];
            }
        }
        // Each start has moved to the next one's place.
        System.arraycopy(next, 0, next, 1, columns);
        next[0] = 0;
    }
}
