package hourglass.data;

import hourglass.matrix.SparseMatrix;

/** A view of other rows; subclasses change what they override. */
abstract class ForwardingRows implements Rows {
    protected final Rows whole;

    ForwardingRows(Rows whole) {
        this.whole = whole;
    }

    @Override
    public int count() {
        return whole.count();
    }

    @Override
    public int columns() {
        return whole.columns();
    }

    @Override
    public void read(int row, float[] target, int offset) {
        whole.read(row, target, offset);
    }

    @Override
    public void read(Order order, int from, int count, float[] target) {
        whole.read(order, from, count, target);
    }

    @Override
    public boolean isSparse() {
        return whole.isSparse();
    }

    @Override
    public void addNonZeros(int row, SparseMatrix target) {
        whole.addNonZeros(row, target);
    }

    @Override
    public int label(int row) {
        return whole.label(row);
    }
}
