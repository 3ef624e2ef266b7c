package hourglass.matrix;

import dev.ludovic.netlib.lapack.LAPACK;
import org.netlib.util.intW;

/**
 * The largest eigenvalues of a symmetric matrix, and their eigenvectors.
 *
 * @param values from the largest down
 * @param vectors row-major, one row an eigenvector, orthonormal; not copied, but their signs, which the mathematics
 *     leaves open, are set so that the number of largest size in each is positive
 */
public record SymmetricEigen(double[] values, double[] vectors) {
    public SymmetricEigen {
        int n = vectors.length / values.length;
        for (int at = 0; at < vectors.length; at += n) {
            makeLargestPositive(vectors, at, n);
        }
    }

    /**
     * Decomposes a matrix by multiple relatively robust representations (LAPACK's {@code dsyevr}).
     *
     * @param matrix n x n, row-major and finite, of which the upper triangle is read; used up
     * @param n its order
     * @param k how many eigenvalues, from 1 to n
     * @throws ArithmeticException if the iteration does not converge
     */
    public static SymmetricEigen largest(double[] matrix, int n, int k) {
        return largest(matrix, n, k, Lapack.BACKEND);
    }

    static SymmetricEigen largest(double[] matrix, int n, int k, LAPACK lapack) {
        if (k < 1 || k > n || matrix.length != Math.multiplyExact(n, n)) {
            throw new IllegalArgumentException(
                    "%d eigenvalues of a matrix of order %d in %d numbers".formatted(k, n, matrix.length));
        }
        double[] ascending = new double[n];
        double[] columns = new double[Math.multiplyExact(n, k)];
        int[] support = new int[2 * n];
        double[] work = new double[1];
        int[] integers = new int[1];
        // The first call returns the sizes of the work arrays.
        solve(lapack, matrix, n, k, ascending, columns, support, work, -1, integers, -1);
        // Some versions answer with too little for order 1.
        work = new double[Math.max((int) work[0], 26 * n)];
        integers = new int[Math.max(integers[0], 10 * n)];
        solve(lapack, matrix, n, k, ascending, columns, support, work, work.length, integers, integers.length);
        double[] values = new double[k];
        double[] vectors = new double[columns.length];
        for (int i = 0; i < k; i++) {
            values[i] = ascending[k - 1 - i];
            System.arraycopy(columns, (k - 1 - i) * n, vectors, i * n, n);
        }
        return new SymmetricEigen(values, vectors);
    }

    private static void solve(
            LAPACK lapack,
            double[] matrix,
            int n,
            int k,
            double[] values,
            double[] vectors,
            int[] support,
            double[] work,
            int workSize,
            int[] integers,
            int integersSize) {
        intW found = new intW(0);
        intW info = new intW(0);
        // LAPACK counts from 1, and calls the upper triangle of a row-major matrix the lower one of a column-major one.
        lapack.dsyevr(
                "V",
                "I",
                "L",
                n,
                matrix,
                n,
                0,
                0,
                n - k + 1,
                n,
                0,
                found,
                values,
                vectors,
                n,
                support,
                work,
                workSize,
                integers,
                integersSize,
                info);
        if (info.val != 0) {
            throw new ArithmeticException(
                    "the eigenvalues of a matrix of order %d were not found: dsyevr says %d".formatted(n, info.val));
        }
    }

    private static void makeLargestPositive(double[] vectors, int at, int n) {
        double largest = 0;
        for (int i = at; i < at + n; i++) {
            largest = Math.abs(vectors[i]) > Math.abs(largest) ? vectors[i] : largest;
        }
        double sign = Math.copySign(1, largest);
        for (int i = at; i < at + n; i++) {
            vectors[i] *= sign;
        }
    }
}
