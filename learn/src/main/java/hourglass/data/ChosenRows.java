package hourglass.data;

import hourglass.matrix.SparseMatrix;

/** Some rows of others, in some order. */
final class ChosenRows extends ForwardingRows {
    private final int count;
    private final Order index;

    /** @param index which row of the whole stands at a place; checks the place */
    ChosenRows(Rows whole, int count, Order index) {
        super(whole);
        this.count = count;
        this.index = index;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void read(int row, float[] target, int offset) {
        whole.read(index.at(row), target, offset);
    }

    @Override
    public void read(Order order, int from, int count, float[] target) {
        whole.read(position -> index.at(order.at(position)), from, count, target);
    }

    @Override
    public void addNonZeros(int row, SparseMatrix target) {
        whole.addNonZeros(index.at(row), target);
    }

    @Override
    public int label(int row) {
        return whole.label(index.at(row));
    }
}
