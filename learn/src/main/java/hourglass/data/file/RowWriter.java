package hourglass.data.file;

import hourglass.data.Rows;
import java.io.Closeable;

/**
 * A file of rows being written block by block. It appears under its name by {@link #commit}; closed without that,
 * nothing is left of it and an older file of that name stays.
 */
public interface RowWriter extends Closeable {
    /**
     * Appends rows.
     *
     * @param values row-major, {@code rows} times the columns of the file, perhaps more
     */
    void append(float[] values, int rows);

    /** Appends all rows. */
    default void append(Rows rows) {
        float[] values = new float[rows.columns()];
        for (int row = 0; row < rows.count(); row++) {
            rows.read(row, values, 0);
            append(values, 1);
        }
    }

    /** Completes the file; nothing can be appended afterwards. */
    void commit();

    @Override
    void close();
}
