package hourglass.decomposition;

import hourglass.data.Rows;
import hourglass.matrix.Block;

/** Rows in order through one buffer, batch after batch, which the threads of a team fill together. */
final class RowStream {
    private static final int LARGEST_BATCH = 1024;
    /** Numbers in a buffer: wide rows come in smaller batches. */
    private static final int LARGEST_BUFFER = 1 << 24;

    private final Rows rows;
    private final int batch;
    private final float[] values;

    RowStream(Rows rows) {
        this(rows, Math.max(1, Math.min(LARGEST_BATCH, LARGEST_BUFFER / rows.columns())));
    }

    RowStream(Rows rows, int batch) {
        this.rows = rows;
        this.batch = Math.min(batch, rows.count());
        this.values = new float[Math.multiplyExact(this.batch, rows.columns())];
    }

    /** The number of rows in all. */
    int count() {
        return rows.count();
    }

    int columns() {
        return rows.columns();
    }

    /** The largest number of rows in the buffer. */
    int batch() {
        return batch;
    }

    /** The number of rows in the batch that begins with a row. */
    int size(int from) {
        return Math.min(batch, rows.count() - from);
    }

    /** The buffer, row-major. */
    float[] values() {
        return values;
    }

    /** Reads a part's share of the batch that begins with row {@code from}. */
    void read(int from, int part, int parts) {
        int size = size(from);
        for (int row = Block.start(size, part, parts); row < Block.start(size, part + 1, parts); row++) {
            rows.read(from + row, values, row * rows.columns());
        }
    }

    /** The same, less the mean. */
    void readCentred(int from, float[] mean, int part, int parts) {
        read(from, part, parts);
        int size = size(from);
        for (int row = Block.start(size, part, parts); row < Block.start(size, part + 1, parts); row++) {
            int at = row * mean.length;
            for (int column = 0; column < mean.length; column++) {
                values[at + column] -= mean[column];
            }
        }
    }
}
