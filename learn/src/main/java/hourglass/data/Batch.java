package hourglass.data;

import hourglass.matrix.SparseMatrix;
import org.jspecify.annotations.Nullable;

/**
 * Rows side by side in one buffer, row-major, which is filled again and again; memory is that of the largest batch. Those
 * of sparse data are also there without their zeros.
 */
public final class Batch {
    private final float[] values;
    private final int columns;
    private final int[] sources;
    private final int[] labels;
    private @Nullable SparseMatrix nonZeros;
    private int rows;

    /**
     * @param capacity the largest number of rows
     * @param columns of a row
     */
    public Batch(int capacity, int columns) {
        this.values = new float[Math.multiplyExact(capacity, columns)];
        this.sources = new int[capacity];
        this.labels = new int[capacity];
        this.columns = columns;
    }

    /**
     * Fills it.
     *
     * @param data where rows are read from
     * @param order which row stands at a position
     * @param from the first position
     * @param rows how many follow from there, at most the capacity
     */
    public void fill(Rows data, Rows.Order order, int from, int rows) {
        if (data.columns() != columns) {
            throw new IllegalArgumentException(
                    "the data have %d columns, the batch %d".formatted(data.columns(), columns));
        }
        this.rows = rows;
        SparseMatrix sparse = sparse(data);
        data.read(order, from, rows, values);
        for (int i = 0; i < rows; i++) {
            sources[i] = order.at(from + i);
            labels[i] = data.label(sources[i]);
            if (sparse != null) {
                data.addNonZeros(sources[i], sparse);
            }
        }
    }

    private @Nullable SparseMatrix sparse(Rows data) {
        if (!data.isSparse()) {
            nonZeros = null;
        } else if (nonZeros == null) {
            nonZeros = new SparseMatrix(columns);
        } else {
            nonZeros.clear();
        }
        return nonZeros;
    }

    /** Fills it with consecutive rows. */
    public void fill(Rows data, int from, int rows) {
        fill(data, position -> position, from, rows);
    }

    /** Sets the number of rows whose values are, or will be, written straight into {@link #values}. */
    public void resize(int rows) {
        this.rows = rows;
        this.nonZeros = null;
    }

    /** Sets the number of rows and their sources and classes to those of another batch; the values are to be written. */
    public void resizeLike(Batch other) {
        resize(other.rows);
        System.arraycopy(other.sources, 0, sources, 0, rows);
        System.arraycopy(other.labels, 0, labels, 0, rows);
    }

    /** The buffer itself: {@code rows() * columns()} values count. */
    public float[] values() {
        return values;
    }

    /** The values again, without zeros, if the data were sparse; else null. */
    public @Nullable SparseMatrix nonZeros() {
        return nonZeros;
    }

    /** The index, in the data, of the row at a place in the batch. */
    public int source(int row) {
        return sources[row];
    }

    /** The class, in the data, of the row at a place in the batch. */
    public int label(int row) {
        return labels[row];
    }

    /** The number of rows now. */
    public int rows() {
        return rows;
    }

    /** The largest number of rows. */
    public int capacity() {
        return sources.length;
    }

    /** The number of columns. */
    public int columns() {
        return columns;
    }
}
