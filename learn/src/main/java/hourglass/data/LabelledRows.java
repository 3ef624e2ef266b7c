package hourglass.data;

import hourglass.matrix.SparseMatrix;

/** Rows with classes of their own. */
record LabelledRows(Rows whole, int[] classes) implements Rows {
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
    public boolean isSparse() {
        return whole.isSparse();
    }

    @Override
    public void addNonZeros(int row, SparseMatrix target) {
        whole.addNonZeros(row, target);
    }

    @Override
    public int label(int row) {
        return classes[row];
    }
}
