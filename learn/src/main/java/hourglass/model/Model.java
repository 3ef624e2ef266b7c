package hourglass.model;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;

/** A fitted model: items to codes. An immutable value, usable from several threads. */
public interface Model {
    /** The number of columns of an item. */
    int visible();

    /** The number of units of a code. */
    int codeSize();

    /**
     * The codes of items.
     *
     * @param items row-major, {@link #visible} columns; not changed
     * @param team the threads that share the work
     * @return row-major, {@link #codeSize} columns
     */
    float[] encode(float[] items, ThreadTeam team);

    /** The codes of items, on the threads of this process. */
    default float[] encode(float[] items) {
        return encode(items, ThreadTeam.shared());
    }

    /**
     * The codes of data.
     *
     * @param data of {@link #visible} columns
     * @param team the threads that share the work
     * @return row-major, {@link #codeSize} columns
     */
    default Matrix encode(Rows data, ThreadTeam team) {
        return new Matrix(encode(data.toArray(), team), codeSize());
    }

    /** The codes of data, on the threads of this process. */
    default Matrix encode(Rows data) {
        return encode(data, ThreadTeam.shared());
    }
}
