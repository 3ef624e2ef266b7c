package hourglass.hashing;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.matrix.Block;
import hourglass.matrix.ThreadTeam;

/** Codes of rows of any kind, which each thread reads some at a time: the data are never copied as a whole. */
final class RowChunks {
    private static final int ROWS = 256;

    private RowChunks() {}

    /** Encodes some rows. */
    @FunctionalInterface
    interface Coder {
        /**
         * Writes the codes of rows.
         *
         * @param rows row-major, which may be changed
         * @param count how many
         * @param codes takes the codes from {@code at} on
         */
        void encode(float[] rows, int count, float[] codes, int at);
    }

    /** The codes of all rows, which must have {@code columns} columns. */
    static Matrix encode(Rows data, int columns, int bits, ThreadTeam team, Coder coder) {
        if (data.columns() != columns) {
            throw new IllegalArgumentException(
                    "rows of %d columns for a model of %d".formatted(data.columns(), columns));
        }
        float[] codes = new float[Math.multiplyExact(data.count(), bits)];
        team.run((part, parts) -> {
            int end = Block.start(data.count(), part + 1, parts);
            float[] rows = new float[Math.multiplyExact(Math.min(ROWS, data.count()), columns)];
            for (int from = Block.start(data.count(), part, parts); from < end; from += ROWS) {
                int count = Math.min(ROWS, end - from);
                data.read(position -> position, from, count, rows);
                coder.encode(rows, count, codes, from * bits);
            }
        });
        return new Matrix(codes, bits);
    }
}
