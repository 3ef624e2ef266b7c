package hourglass.matrix;

import dev.ludovic.netlib.lapack.LAPACK;
import org.netlib.util.intW;

/**
 * The orthogonal matrix that is nearest to a square matrix: for M = U S V' the matrix R = U V', which has the largest trace
 * of R'M (orthogonal Procrustes problem; P. H. Sch&ouml;nemann, Psychometrika 31, 1966).
 */
public final class NearestRotation {
    private NearestRotation() {}

    /**
     * Finds it by LAPACK's {@code dgesdd}.
     *
     * @param matrix n x n, row-major and finite; used up
     * @param n its order
     * @return n x n, row-major
     * @throws ArithmeticException if the iteration does not converge
     */
    public static float[] of(double[] matrix, int n) {
        return of(matrix, n, Lapack.BACKEND);
    }

    static float[] of(double[] matrix, int n, LAPACK lapack) {
        if (n < 1 || matrix.length != Math.multiplyExact(n, n)) {
            throw new IllegalArgumentException("a matrix of order %d in %d numbers".formatted(n, matrix.length));
        }
        double[] left = new double[matrix.length];
        double[] right = new double[matrix.length];
        double[] singular = new double[n];
        int[] integers = new int[8 * n];
        intW info = new intW(0);
        double[] work = new double[1];
        lapack.dgesdd("A", n, n, matrix, n, singular, left, n, right, n, work, -1, integers, info);
        work = new double[(int) work[0]];
        lapack.dgesdd("A", n, n, matrix, n, singular, left, n, right, n, work, work.length, integers, info);
        if (info.val != 0) {
            throw new ArithmeticException("the singular values of a matrix of order %d were not found: dgesdd says %d"
                    .formatted(n, info.val));
        }
        // LAPACK reads rows as columns and so decomposes M' = V S U'. Read as rows again, its left factor is V', its
        // right U.
        float[] rotation = new float[matrix.length];
        Blas.multiply(n, n, n, single(right), 0, n, single(left), 0, n, 0, rotation, 0, n);
        return rotation;
    }

    private static float[] single(double[] values) {
        float[] single = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            single[i] = (float) values[i];
        }
        return single;
    }
}
