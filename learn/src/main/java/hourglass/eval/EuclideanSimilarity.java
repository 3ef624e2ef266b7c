package hourglass.eval;

import hourglass.data.Matrix;
import hourglass.matrix.Blas;

/**
 * Euclidean distances between real vectors, such as codes, negated and squared so that nearer vectors score higher; up to a constant of
 * each query, which does not change the order of its items.
 */
public final class EuclideanSimilarity implements Similarity {
    private final Matrix vectors;
    /** Minus half of the squared length of each. */
    private final float[] offsets;

    private EuclideanSimilarity(Matrix vectors) {
        this.vectors = vectors;
        this.offsets = new float[vectors.count()];
        for (int item = 0; item < offsets.length; item++) {
            double squares = 0;
            for (int i = item * vectors.columns(); i < (item + 1) * vectors.columns(); i++) {
                squares += (double) vectors.values()[i] * vectors.values()[i];
            }
            if (!Double.isFinite(squares)) {
                throw new IllegalArgumentException("vector %d is not finite".formatted(item));
            }
            offsets[item] = (float) (-0.5 * squares);
        }
    }

    /** Of vectors, all finite, as queries for each other. */
    public static EuclideanSimilarity within(Matrix vectors) {
        return new EuclideanSimilarity(vectors);
    }

    @Override
    public int queries() {
        return vectors.count();
    }

    @Override
    public int items() {
        return vectors.count();
    }

    @Override
    public boolean isWithin() {
        return true;
    }

    @Override
    public void score(int from, int to, float[] scores) {
        int n = items();
        int columns = vectors.columns();
        for (int query = 0; query < to - from; query++) {
            System.arraycopy(offsets, 0, scores, query * n, n);
        }
        Blas.multiplyTransposed(
                to - from,
                n,
                columns,
                vectors.values(),
                from * columns,
                columns,
                vectors.values(),
                0,
                columns,
                1f,
                scores,
                0,
                n);
    }
}
