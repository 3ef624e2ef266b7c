package hourglass.matrix;

import dev.ludovic.netlib.lapack.LAPACK;
import org.netlib.util.intW;

/** The decomposition of a tall matrix into orthonormal columns Q and a triangle R, of which Q is kept. */
public final class Qr {
    private Qr() {}

    /**
     * Replaces the columns of a matrix by orthonormal ones, the first j of which span what the first j columns did
     * (Householder reflections). Where a column depends on those before it, some other orthonormal one takes its place.
     *
     * @param a rows x columns, row-major and finite
     * @param rows at least as many as columns
     */
    public static void orthonormalize(float[] a, int rows, int columns) {
        orthonormalize(a, rows, columns, Lapack.BACKEND);
    }

    static void orthonormalize(float[] a, int rows, int columns, LAPACK lapack) {
        if (columns < 1 || columns > rows || a.length != Math.multiplyExact(rows, columns)) {
            throw new IllegalArgumentException(
                    "no orthonormal columns for %d x %d in %d numbers".formatted(rows, columns, a.length));
        }
        // A row-major matrix is the transpose of a column-major one, and A = QR is A' = LQ.
        float[] scales = new float[columns];
        intW info = new intW(0);
        float[] work = new float[1];
        lapack.sgelqf(columns, rows, a, columns, scales, work, -1, info);
        work = new float[(int) work[0]];
        lapack.sgelqf(columns, rows, a, columns, scales, work, work.length, info);
        lapack.sorglq(columns, rows, columns, a, columns, scales, work, work.length, info);
    }
}
