package hourglass.data;

/** Rows that refuse a number that is not finite when they are read. */
final class FiniteRows extends ForwardingRows {
    private final String name;

    FiniteRows(Rows whole, String name) {
        super(whole);
        this.name = name;
    }

    @Override
    public void read(int row, float[] target, int offset) {
        whole.read(row, target, offset);
        check(row, target, offset);
    }

    @Override
    public void read(Order order, int from, int count, float[] target) {
        whole.read(order, from, count, target);
        for (int i = 0; i < count; i++) {
            check(order.at(from + i), target, i * columns());
        }
    }

    private void check(int row, float[] values, int offset) {
        for (int column = 0; column < columns(); column++) {
            float value = values[offset + column];
            if (!Float.isFinite(value)) {
                throw new InputException(
                        name,
                        "row %d, column %d".formatted(row + 1, column + 1),
                        "%s is not a finite number".formatted(value),
                        "correct or fill it, or fit the model to data with missing values");
            }
        }
    }
}
