package hourglass.similarity;

import hourglass.data.Rows;

/**
 * Pairs of rows that belong together, or do not.
 *
 * @param first the first row of each pair, from 0; like all arrays not copied, must not be changed afterwards
 * @param second the second row of each pair
 * @param similar whether each pair belongs together
 */
public record Pairs(int[] first, int[] second, boolean[] similar) {
    public Pairs {
        if (first.length == 0 || first.length != second.length || first.length != similar.length) {
            throw new IllegalArgumentException("%d first rows, %d second rows and %d answers do not make pairs"
                    .formatted(first.length, second.length, similar.length));
        }
    }

    /**
     * The pairs side by side, each in one row of twice the columns; label 1 where they belong together, else 0.
     *
     * @throws hourglass.data.InputException if a pair names a row that does not exist, or one row twice
     */
    public Rows of(Rows rows) {
        return new PairRows(rows, first, second, similar);
    }
}
