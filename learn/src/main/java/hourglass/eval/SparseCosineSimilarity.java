package hourglass.eval;

import hourglass.data.Rows;
import hourglass.matrix.SparseMatrix;
import java.util.Arrays;

/**
 * Cosines between rows of few non-zeros, such as weighted words of documents, by inverted lists: for each column the items
 * that have something there. A row of zeros is at right angles to all.
 */
public final class SparseCosineSimilarity implements Similarity {
    /** Rows of length 1. */
    private final SparseMatrix queries;
    /** Items of length 1, transposed. */
    private final SparseMatrix lists;

    private final boolean within;

    private SparseCosineSimilarity(SparseMatrix queries, SparseMatrix items, boolean within) {
        this.queries = queries;
        this.lists = new SparseMatrix(items.rows());
        items.transpose(lists);
        this.within = within;
    }

    /**
     * Of rows as queries for each other.
     *
     * @param rows {@linkplain Rows#isSparse sparse} and finite
     */
    public static SparseCosineSimilarity within(Rows rows) {
        SparseMatrix unit = normalized(rows);
        return new SparseCosineSimilarity(unit, unit, true);
    }

    /** Of queries to the rows of a collection, both as in {@link #within}. */
    public static SparseCosineSimilarity between(Rows queries, Rows items) {
        if (queries.columns() != items.columns()) {
            throw new IllegalArgumentException(
                    "queries of %d columns for items of %d".formatted(queries.columns(), items.columns()));
        }
        return new SparseCosineSimilarity(normalized(queries), normalized(items), false);
    }

    private static SparseMatrix normalized(Rows rows) {
        SparseMatrix matrix = new SparseMatrix(rows.columns());
        for (int row = 0; row < rows.count(); row++) {
            rows.addNonZeros(row, matrix);
            CosineSimilarity.normalize(matrix.values(), matrix.start(row), matrix.start(row + 1), row);
        }
        return matrix;
    }

    @Override
    public int queries() {
        return queries.rows();
    }

    @Override
    public int items() {
        return lists.columns();
    }

    @Override
    public boolean isWithin() {
        return within;
    }

    @Override
    public void score(int from, int to, float[] scores) {
        int n = items();
        Arrays.fill(scores, 0, (to - from) * n, 0f);
        for (int query = from; query < to; query++) {
            for (int i = queries.start(query); i < queries.start(query + 1); i++) {
                addList(queries.indices()[i], queries.values()[i], scores, (query - from) * n);
            }
        }
    }

    private void addList(int column, float weight, float[] scores, int at) {
        int[] items = lists.indices();
        float[] values = lists.values();
        int end = lists.start(column + 1);
        for (int i = lists.start(column); i < end; i++) {
            scores[at + items[i]] += weight * values[i];
        }
    }
}
