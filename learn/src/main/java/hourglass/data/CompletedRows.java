package hourglass.data;

/** Rows with 0 in place of missing numbers, which are NaN. */
final class CompletedRows extends ForwardingRows {
    CompletedRows(Rows whole) {
        super(whole);
    }

    @Override
    public void read(int row, float[] target, int offset) {
        whole.read(row, target, offset);
        complete(target, offset, columns());
    }

    @Override
    public void read(Order order, int from, int count, float[] target) {
        whole.read(order, from, count, target);
        complete(target, 0, count * columns());
    }

    private static void complete(float[] values, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            values[i] = Float.isNaN(values[i]) ? 0 : values[i];
        }
    }
}
