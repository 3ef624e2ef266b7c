package hourglass.data;

/**
 * A change of the values of rows before a model sees them, which can be undone on what the model makes of them. The
 * number of columns stays.
 */
public interface Transform {
    /**
     * Transforms rows in place.
     *
     * @param values row-major
     * @param offset the index of the first value of the first row
     * @param rows how many
     */
    void apply(float[] values, int offset, int rows);

    /** Undoes {@link #apply}; exactly so but for rounding. */
    void invert(float[] values, int offset, int rows);

    /** Rows as this makes them, a view that transforms rows when they are read. */
    default Rows view(Rows rows) {
        return new TransformedRows(rows, this);
    }

    /** Changes nothing. */
    record Identity() implements Transform {
        @Override
        public Rows view(Rows rows) {
            return rows;
        }

        @Override
        public void apply(float[] values, int offset, int rows) {}

        @Override
        public void invert(float[] values, int offset, int rows) {}
    }
}
