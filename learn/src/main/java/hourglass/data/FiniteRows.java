package hourglass.data;

/** Rows that refuse a number that is not finite when they are read. */
final class FiniteRows extends ForwardingRows {
    private final String name;
    private final boolean missing;

    /** @param missing whether numbers may be missing, which are NaN */
    FiniteRows(Rows whole, String name, boolean missing) {
        super(whole);
        this.name = name;
        this.missing = missing;
    }

    @Override
    public void read(int row, float[] target, int offset) {
        whole.read(row, target, offset);
        check(row, target, offset);
    }

    @Override
    public void read(Order order, int from, int count, float[] target) {
        whole.read(order, from, count, target);
        int columns = columns();
        for (int i = 0; i < count; i++) {
            check(order.at(from + i), target, i * columns);
        }
    }

    private void check(int row, float[] values, int offset) {
        // Asked for once: views of views pass the call on.
        int columns = columns();
        for (int column = 0; column < columns; column++) {
            float value = values[offset + column];
            if (!Float.isFinite(value) && !(missing && Float.isNaN(value))) {
                throw new InputException(
                        name,
                        "row %d, column %d".formatted(row + 1, column + 1),
                        Float.isNaN(value) ? "the number is missing" : "%s is not a finite number".formatted(value),
                        Float.isNaN(value) ? "fill it, or fit the model to data with missing values" : "correct it");
            }
        }
    }
}
