package hourglass.data;

import hourglass.matrix.SparseMatrix;
import java.util.function.IntUnaryOperator;

/**
 * Some rows of others, in some order.
 *
 * @param index which row of the whole stands at a place; checks the place
 */
record ChosenRows(Rows whole, int count, IntUnaryOperator index) implements Rows {
    @Override
    public int columns() {
        return whole.columns();
    }

    @Override
    public void read(int row, float[] target, int offset) {
        whole.read(index.applyAsInt(row), target, offset);
    }

    @Override
    public boolean isSparse() {
        return whole.isSparse();
    }

    @Override
    public void addNonZeros(int row, SparseMatrix target) {
        whole.addNonZeros(index.applyAsInt(row), target);
    }

    @Override
    public int label(int row) {
        return whole.label(index.applyAsInt(row));
    }
}
