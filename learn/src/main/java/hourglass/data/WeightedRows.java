package hourglass.data;

import hourglass.matrix.SparseMatrix;

/** Counts of words as they are weighted. */
record WeightedRows(Rows counts, TfIdf weights) implements Rows {
    @Override
    public int count() {
        return counts.count();
    }

    @Override
    public int columns() {
        return counts.columns();
    }

    @Override
    public void read(int row, float[] target, int offset) {
        counts.read(row, target, offset);
        weights.apply(target, offset, 1);
    }

    @Override
    public boolean isSparse() {
        return counts.isSparse();
    }

    @Override
    public void addNonZeros(int row, SparseMatrix target) {
        counts.addNonZeros(row, target);
        int added = target.rows() - 1;
        float[] values = target.values();
        for (int i = target.start(added); i < target.start(added + 1); i++) {
            values[i] = weights.weight(target.indices()[i], values[i]);
        }
    }

    @Override
    public int label(int row) {
        return counts.label(row);
    }
}
