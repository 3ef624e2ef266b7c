package hourglass.data;

import hourglass.matrix.SparseMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Rows of which only the non-zeros are kept, such as the counts of words in documents: 8 bytes each. Made by a {@link
 * Builder}, row by row.
 */
public final class SparseRows implements Rows {
    /** Non-zeros in a piece, so that growth copies nothing. */
    private static final int PIECE = 1 << 22;

    private final int columns;
    private final List<SparseMatrix> pieces;
    /** The number of the first row of each piece. */
    private final int[] firsts;

    private final int count;
    private final long nonZeros;

    private SparseRows(int columns, List<SparseMatrix> pieces) {
        this.columns = columns;
        this.pieces = List.copyOf(pieces);
        this.firsts = new int[pieces.size()];
        int rows = 0;
        long all = 0;
        for (int i = 0; i < firsts.length; i++) {
            firsts[i] = rows;
            rows += pieces.get(i).rows();
            all += pieces.get(i).start(pieces.get(i).rows());
        }
        this.count = rows;
        this.nonZeros = all;
    }

    /** Begins with no rows, of this many columns. */
    public static Builder builder(int columns) {
        return new Builder(columns);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int columns() {
        return columns;
    }

    /** The number of non-zeros of all rows. */
    public long nonZeros() {
        return nonZeros;
    }

    @Override
    public boolean isSparse() {
        return true;
    }

    @Override
    public void read(int row, float[] target, int offset) {
        Arrays.fill(target, offset, offset + columns, 0f);
        int index = piece(row);
        SparseMatrix piece = pieces.get(index);
        int end = piece.start(row - firsts[index] + 1);
        for (int i = piece.start(row - firsts[index]); i < end; i++) {
            target[offset + piece.indices()[i]] = piece.values()[i];
        }
    }

    @Override
    public void addNonZeros(int row, SparseMatrix target) {
        int index = piece(row);
        SparseMatrix piece = pieces.get(index);
        int start = piece.start(row - firsts[index]);
        target.add(piece.indices(), piece.values(), start, piece.start(row - firsts[index] + 1) - start);
    }

    private int piece(int row) {
        int found = Arrays.binarySearch(firsts, Objects.checkIndex(row, count));
        return found < 0 ? -found - 2 : found;
    }

    /** Collects rows. */
    public static final class Builder {
        private final int columns;
        private final List<SparseMatrix> pieces = new ArrayList<>();

        private Builder(int columns) {
            this.columns = columns;
        }

        /**
         * Adds a row.
         *
         * @param indices the columns of its non-zeros, ascending, from 0 to {@code columns - 1}
         * @param values these, finite
         * @param length how many of both arrays count
         * @throws IllegalArgumentException if columns do not ascend or do not exist, or values are not finite
         */
        public Builder add(int[] indices, float[] values, int length) {
            int last = -1;
            for (int i = 0; i < length; i++) {
                if (indices[i] <= last || indices[i] >= columns || !Float.isFinite(values[i])) {
                    throw new IllegalArgumentException("value %s of column %d after column %d, of %d columns"
                            .formatted(values[i], indices[i], last, columns));
                }
                last = indices[i];
            }
            if (pieces.isEmpty() || isFull(pieces.get(pieces.size() - 1))) {
                pieces.add(new SparseMatrix(columns));
            }
            pieces.get(pieces.size() - 1).add(indices, values, 0, length);
            return this;
        }

        private static boolean isFull(SparseMatrix piece) {
            return piece.start(piece.rows()) >= PIECE;
        }

        /** The number of rows so far. */
        public int count() {
            return pieces.stream().mapToInt(SparseMatrix::rows).sum();
        }

        /**
         * The rows.
         *
         * @throws IllegalStateException if there are none
         */
        public SparseRows build() {
            if (pieces.isEmpty()) {
                throw new IllegalStateException("no rows");
            }
            return new SparseRows(columns, pieces);
        }
    }
}
