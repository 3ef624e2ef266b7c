package hourglass.eval;

import hourglass.matrix.Blas;
import hourglass.matrix.Elementwise;

/** Cosines of the angles between real vectors, such as codes; a vector of zeros is at right angles to all. */
public final class CosineSimilarity implements Similarity {
    private final float[] queries;
    private final float[] items;
    private final int columns;

    private CosineSimilarity(float[] queries, float[] items, int columns) {
        this.queries = queries;
        this.items = items;
        this.columns = columns;
    }

    /**
     * Of vectors as queries for each other.
     *
     * @param vectors finite, row-major; not changed
     * @param columns of a vector
     */
    public static CosineSimilarity within(float[] vectors, int columns) {
        float[] unit = normalized(vectors, columns);
        return new CosineSimilarity(unit, unit, columns);
    }

    /** Of queries to the vectors of a collection, both as in {@link #within}. */
    public static CosineSimilarity between(float[] queries, float[] items, int columns) {
        return new CosineSimilarity(normalized(queries, columns), normalized(items, columns), columns);
    }

    private static float[] normalized(float[] vectors, int columns) {
        if (columns < 1 || vectors.length == 0 || vectors.length % columns != 0) {
            throw new IllegalArgumentException(
                    "%d numbers are not vectors of %d columns".formatted(vectors.length, columns));
        }
        float[] unit = vectors.clone();
        for (int at = 0; at < unit.length; at += columns) {
            normalize(unit, at, at + columns, at / columns);
        }
        return unit;
    }

    /** Brings a vector, the values {@code from} to below {@code to}, to length 1 unless it is zero. */
    static void normalize(float[] values, int from, int to, int vector) {
        if (!Double.isFinite(Elementwise.toUnitLength(values, from, to - from))) {
            throw new IllegalArgumentException("vector %d is not finite".formatted(vector));
        }
    }

    @Override
    public int queries() {
        return queries.length / columns;
    }

    @Override
    public int items() {
        return items.length / columns;
    }

    @Override
    public boolean isWithin() {
        return queries == items;
    }

    @Override
    public void score(int from, int to, float[] scores) {
        int n = items();
        Blas.multiplyTransposed(
                to - from, n, columns, queries, from * columns, columns, items, 0, columns, 0, scores, 0, n);
    }
}
