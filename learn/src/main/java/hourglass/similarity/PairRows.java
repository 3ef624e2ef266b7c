package hourglass.similarity;

import hourglass.data.InputException;
import hourglass.data.Rows;

/**
 * Pairs of rows, side by side in one row of twice the columns. Its label is {@link #SIMILAR} or {@link #DIFFERENT}.
 *
 * @param rows that the pairs are of
 * @param first the first row of each pair
 * @param second the second row of each pair
 * @param similar whether each pair belongs together
 */
record PairRows(Rows rows, int[] first, int[] second, boolean[] similar) implements Rows {
    static final int DIFFERENT = 0;
    static final int SIMILAR = 1;

    PairRows {
        for (int pair = 0; pair < first.length; pair++) {
            int wrong = first[pair] < 0 || first[pair] >= rows.count() ? first[pair] : second[pair];
            if (wrong < 0 || wrong >= rows.count()) {
                throw new InputException(
                        "pairs",
                        "pair " + (pair + 1),
                        "row %d does not exist; there are rows 0 to %d".formatted(wrong, rows.count() - 1),
                        "name rows by their number from 0");
            }
            if (first[pair] == second[pair]) {
                throw new InputException("pairs", "pair " + (pair + 1), "both are row " + wrong, "leave the pair out");
            }
        }
    }

    @Override
    public int count() {
        return first.length;
    }

    @Override
    public int columns() {
        return 2 * rows.columns();
    }

    @Override
    public void read(int row, float[] target, int offset) {
        rows.read(first[row], target, offset);
        rows.read(second[row], target, offset + rows.columns());
    }

    @Override
    public int label(int row) {
        return similar[row] ? SIMILAR : DIFFERENT;
    }
}
