package hourglass.spark;

import hourglass.data.Rows;
import hourglass.data.SparseRows;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a partition as tasks keep them: dense, or without their zeros. */
final class RowBlock implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int count;
    private final int columns;
    private final float[] values;
    /** The columns of the values, if zeros are left out; else empty. */
    private final int[] indices;
    /** Where the values of each row begin, if zeros are left out; else empty. */
    private final int[] starts;

    private transient @Nullable Rows rows;

    private RowBlock(int count, int columns, float[] values, int[] indices, int[] starts) {
        this.count = count;
        this.columns = columns;
        this.values = values;
        this.indices = indices;
        this.starts = starts;
    }

    /** The rows of blocks, one or more, of the same columns, one after the other. */
    static RowBlock of(List<RowBlock> parts) {
        RowBlock first = parts.get(0);
        if (parts.size() == 1) {
            return first;
        }
        Builder all = new Builder(first.columns, first.isSparse());
        for (RowBlock part : parts) {
            for (int row = 0; row < part.count; row++) {
                part.copy(row, all);
            }
        }
        return all.build();
    }

    int count() {
        return count;
    }

    int columns() {
        return columns;
    }

    /** Whether zeros are left out. */
    boolean isSparse() {
        return starts.length > 0;
    }

    /** Adds one of the rows to others. */
    void copy(int row, Builder target) {
        int from = isSparse() ? starts[row] : row * columns;
        int to = isSparse() ? starts[row + 1] : from + columns;
        float[] numbers = Arrays.copyOfRange(values, from, to);
        if (isSparse()) {
            target.add(Arrays.copyOfRange(indices, from, to), numbers, to - from);
        } else {
            target.add(numbers);
        }
    }

    /** The rows; the block must not be empty. */
    Rows rows() {
        Rows made = rows;
        if (made == null) {
            made = isSparse() ? sparse() : Rows.of(values, columns);
            rows = made;
        }
        return made;
    }

    private Rows sparse() {
        SparseRows.Builder builder = SparseRows.builder(columns);
        for (int row = 0; row < count; row++) {
            int from = starts[row];
            int to = starts[row + 1];
            builder.add(Arrays.copyOfRange(indices, from, to), Arrays.copyOfRange(values, from, to), to - from);
        }
        return builder.build();
    }

    /** Collects rows, all dense or all without zeros. */
    static final class Builder {
        private final int columns;
        private final boolean sparse;
        private float[] values;
        private int[] indices = new int[0];
        private int[] starts = new int[0];
        private int count;
        private int length;

        Builder(int columns, boolean sparse) {
            this(columns, sparse, 0);
        }

        /** With room for so many dense rows, which a block of as many takes over without copying them. */
        Builder(int columns, boolean sparse, int rows) {
            this.columns = columns;
            this.sparse = sparse;
            this.values = new float[sparse || rows == 0 ? 1024 : Math.multiplyExact(rows, columns)];
            if (sparse) {
                indices = new int[1024];
                starts = new int[1024];
            }
        }

        int count() {
            return count;
        }

        /** Adds a row of all its numbers. */
        void add(float[] row) {
            if (sparse) {
                int[] present = new int[columns];
                float[] numbers = new float[columns];
                int found = 0;
                for (int column = 0; column < columns; column++) {
                    if (row[column] != 0) {
                        present[found] = column;
                        numbers[found++] = row[column];
                    }
                }
                add(present, numbers, found);
                return;
            }
            reserve(columns);
            System.arraycopy(row, 0, values, length, columns);
            length += columns;
            count++;
        }

        /** Adds a row by its non-zeros, whose columns ascend. */
        void add(int[] present, float[] numbers, int found) {
            if (!sparse) {
                float[] row = new float[columns];
                for (int i = 0; i < found; i++) {
                    row[present[i]] = numbers[i];
                }
                add(row);
                return;
            }
            reserve(found);
            System.arraycopy(numbers, 0, values, length, found);
            System.arraycopy(present, 0, indices, length, found);
            length += found;
            count++;
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
            }
            starts[count] = length;
        }

        private void reserve(int more) {
            long needed = (long) length + more;
            if (needed > Integer.MAX_VALUE - 8) {
                throw new IllegalStateException(
                        "a partition holds more than %,d numbers; repartition the data into more".formatted(length));
            }
            if (needed > values.length) {
                int capacity = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * values.length));
                values = Arrays.copyOf(values, capacity);
                if (sparse) {
                    indices = Arrays.copyOf(indices, capacity);
                }
            }
        }

        /** The rows, which are then added to no more. */
        RowBlock build() {
            return new RowBlock(
                    count,
                    columns,
                    length == values.length ? values : Arrays.copyOf(values, length),
                    sparse ? Arrays.copyOf(indices, length) : indices,
                    sparse ? Arrays.copyOf(starts, count + 1) : starts);
        }
    }
}
