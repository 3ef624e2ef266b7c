package hourglass.matrix;

import org.netlib.util.intW;

/** Symmetric positive definite matrices. */
public final class PositiveDefinite {
    private PositiveDefinite() {}

    /**
     * Inverts a matrix in place, by its Cholesky factor.
     *
     * @param matrix n x n, row-major and finite, of which the upper triangle is read
     * @throws ArithmeticException if it is not positive definite
     */
    public static void invert(double[] matrix, int n) {
        intW info = new intW(0);
        // The upper triangle of a row-major matrix is the lower one of a column-major one.
        Lapack.BACKEND.dpotrf("L", n, matrix, 0, n, info);
        if (info.val == 0) {
            Lapack.BACKEND.dpotri("L", n, matrix, 0, n, info);
        }
        if (info.val != 0) {
            throw new ArithmeticException("a matrix of order %d is not positive definite".formatted(n));
        }
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < row; column++) {
                matrix[row * n + column] = matrix[column * n + row];
            }
        }
    }
}
