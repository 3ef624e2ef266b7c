package hourglass.matrix;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.presets.openblas_nolapack;

/** The native library that products and decompositions both go to, where there is one for the platform. */
final class OpenBlas {
    private static final Logger NETLIB = Logger.getLogger("dev.ludovic.netlib");

    private OpenBlas() {}

    /**
     * Unpacks and loads the library, held to one thread a call, and tells netlib where it lies; where that fails, netlib
     * will choose its Java code.
     *
     * @param netlibProperty the name of netlib's system property for the path
     */
    static void load(String netlibProperty) {
        // netlib logs a warning when it falls back; Blas.isNative() tells the same without noise.
        NETLIB.setLevel(Level.OFF);
        try {
            Loader.load(openblas_nolapack.class);
            openblas_nolapack.blas_set_num_threads(1);
            String library = Loader.getPlatform() + "/" + System.mapLibraryName("openblas") + ".0";
            System.setProperty(
                    netlibProperty,
                    Loader.cacheResource(openblas_nolapack.class, library).getPath());
        } catch (IOException | LinkageError e) {
            // No native library for this platform.
        }
    }
}
