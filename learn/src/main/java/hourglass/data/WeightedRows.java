package hourglass.data;

import hourglass.matrix.SparseMatrix;

/** Counts of words as they are weighted; sparse counts stay sparse. */
final class WeightedRows extends TransformedRows {
    private final TfIdf weights;

    WeightedRows(Rows counts, TfIdf weights) {
        super(counts, weights);
        this.weights = weights;
    }

    @Override
    public boolean isSparse() {
        return whole.isSparse();
    }

    @Override
    public void addNonZeros(int row, SparseMatrix target) {
        whole.addNonZeros(row, target);
        int added = target.rows() - 1;
        float[] values = target.values();
        for (int i = target.start(added); i < target.start(added + 1); i++) {
            values[i] = weights.weight(target.indices()[i], values[i]);
        }
    }
}
