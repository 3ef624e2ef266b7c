package hourglass.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            Path binding = Path.of(Loader.load(openblas_nolapack.class));
            openblas_nolapack.blas_set_num_threads(1);
            // The very file that the binding has loaded: another copy would be another library, with threads of its
            // own.
            Path library = binding.resolveSibling(System.mapLibraryName("openblas_nolapack") + ".0");
            if (Files.exists(library)) {
                System.setProperty(netlibProperty, library.toString());
                return;
            }
            String resource = Loader.getPlatform() + "/" + System.mapLibraryName("openblas") + ".0";
            System.setProperty(
                    netlibProperty,
                    Loader.cacheResource(openblas_nolapack.class, resource).getPath());
        } catch (IOException | LinkageError e) {
            // No native library for this platform.
        }
    }
}
