package hourglass.matrix;

import dev.ludovic.netlib.blas.BLAS;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Single-precision matrix products on row-major arrays.
 *
 * <p>OpenBLAS reads the heap arrays where they lie, through netlib's JNI path; where no native library loads, netlib's
 * Java code serves. OpenBLAS is held to one thread a call: a {@link ThreadTeam} calls it from each of its threads.
 */
public final class Blas {
    private static final BLAS BACKEND = load();

    private Blas() {}

    /** Whether products run in the native library rather than in Java. */
    public static boolean isNative() {
        return BACKEND instanceof dev.ludovic.netlib.blas.NativeBLAS;
    }

    /**
     * {@code C = A B + beta C} with A (m x k), B (k x n), C (m x n), all row-major.
     *
     * @param lda the distance between the starts of two rows of A, likewise {@code ldb} and {@code ldc}
     */
    public static void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int lda,
            float[] b,
            int bAt,
            int ldb,
            float beta,
            float[] c,
            int cAt,
            int ldc) {
        // A row-major matrix is the transpose of a column-major one: C' = B' A'.
        BACKEND.sgemm("N", "N", n, m, k, 1f, b, bAt, ldb, a, aAt, lda, beta, c, cAt, ldc);
    }

    /** {@code C = A B' + beta C} with A (m x k), B (n x k), C (m x n), all row-major. */
    public static void multiplyTransposed(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int lda,
            float[] b,
            int bAt,
            int ldb,
            float beta,
            float[] c,
            int cAt,
            int ldc) {
        BACKEND.sgemm("T", "N", n, m, k, 1f, b, bAt, ldb, a, aAt, lda, beta, c, cAt, ldc);
    }

    /** {@code C = A' B + beta C} with A (k x m), B (k x n), C (m x n), all row-major. */
    public static void transposedMultiply(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int lda,
            float[] b,
            int bAt,
            int ldb,
            float beta,
            float[] c,
            int cAt,
            int ldc) {
        BACKEND.sgemm("N", "T", n, m, k, 1f, b, bAt, ldb, a, aAt, lda, beta, c, cAt, ldc);
    }

    private static BLAS load() {
        OpenBlas.load("blas");
        BLAS blas = BLAS.getInstance();
        OpenBlas.removeUnpacked();
        if (!(blas instanceof dev.ludovic.netlib.blas.NativeBLAS)) {
            System.getLogger(Blas.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "no native matrix library could be loaded for {0} {1}, so training takes 5 to 10 times as"
                                    + " long; {2}",
                            System.getProperty("os.name"),
                            System.getProperty("os.arch"),
                            remedy());
        }
        return blas;
    }

    /** Libraries are unpacked from jars into the temporary folder. */
    private static String remedy() {
        String folder = System.getProperty("java.io.tmpdir");
        return Files.isWritable(Path.of(folder))
                ? "put OpenBLAS for this platform (org.bytedeco:openblas) on the class path"
                : "the temporary folder %s cannot be written to: name another by -Djava.io.tmpdir=FOLDER"
                        .formatted(folder);
    }
}
