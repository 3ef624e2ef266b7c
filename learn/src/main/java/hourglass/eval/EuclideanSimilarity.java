package hourglass.eval;

import hourglass.data.Matrix;
import hourglass.matrix.Blas;

/**
 * Euclidean distances between real vectors, such as codes, negated and squared so that nearer vectors score higher; up to a constant of
 * each query, which does not change the order of its items.
 */
public final class EuclideanSimilarity implements Similarity {
    private final Matrix queries;
    private final Matrix items;
    /** Minus half of the squared length of each item. */
    private final float[] offsets;

    private EuclideanSimilarity(Matrix queries, Matrix items) {
        this.queries = queries;
        this.items = items;
        this.offsets = new float[items.count()];
        for (int item = 0; item < offsets.length; item++) {
            double squares = 0;
            for (int i = item * items.columns(); i < (item + 1) * items.columns(); i++) {
                squares += (double) items.values()[i] * items.values()[i];
            }
            if (!Double.isFinite(squares)) {
                throw new IllegalArgumentException("vector %d is not finite".formatted(item));
            }
            offsets[item] = (float) (-0.5 * squares);
        }
    }

    /** Of vectors, all finite, as queries for each other. */
    public static EuclideanSimilarity within(Matrix vectors) {
        return new EuclideanSimilarity(vectors, vectors);
    }

    @Override
    public int queries() {
        return queries.count();
    }

    @Override
    public int items() {
        return items.count();
    }

    @Override
    public boolean isWithin() {
        return queries == items;
    }

    @Override
    public void score(int from, int to, float[] scores) {
        int n = items();
        int columns = items.columns();
        for (int query = 0; query < to - from; query++) {
            System.arraycopy(offsets, 0, scores, query * n, n);
        }
        Blas.multiplyTransposed(
                to - from,
                n,
                columns,
                queries.values(),
                from * columns,
                columns,
                items.values(),
                0,
                columns,
                1f,
                scores,
                0,
                n);
    }
}
