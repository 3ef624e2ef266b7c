package hourglass.matrix;

import dev.ludovic.netlib.lapack.LAPACK;

/** Where decompositions run: in OpenBLAS, which brings LAPACK, or in netlib's Java code. */
final class Lapack {
    static final LAPACK BACKEND = load();

    private Lapack() {}

    private static LAPACK load() {
        OpenBlas.load("lapack");
        LAPACK lapack = LAPACK.getInstance();
        OpenBlas.removeUnpacked();
        return lapack;
    }
}
