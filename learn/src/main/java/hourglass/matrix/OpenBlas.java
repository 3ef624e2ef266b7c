package hourglass.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.jspecify.annotations.Nullable;

/** The native library that products and decompositions both go to, where there is one for the platform. */
final class OpenBlas {
    private static final Logger NETLIB = Logger.getLogger("dev.ludovic.netlib");

    /** The files that this process has loaded, on Linux. */
    private static final Path LOADED = Path.of("/proc/self/maps");

    private static final Pattern UNPACKED = Pattern.compile("/libnetlib(blas|lapack)jni[0-9]+\\.so$");
    private static final String NAME = "openblas_nolapack";

    private OpenBlas() {}

    /**
     * Unpacks and loads the library, held to one thread a call, and passes its path to netlib; where that
     * fails, netlib will choose its Java code, and no library that the system happens to have.
     *
     * @param part {@code blas} or {@code lapack}
     */
    static void load(String part) {
        String properties = "dev.ludovic.netlib." + part;
        // netlib logs which code it chose; Blas.isNative() gives the same answer without noise.
        NETLIB.setLevel(Level.OFF);
        Path library = library();
        if (library == null) {
            System.setProperty(properties + ".allowNative", "false");
        } else {
            System.setProperty(properties + ".nativeLibPath", library.toString());
        }
    }

    /**
     * Removes the name of the library between netlib and OpenBLAS, which netlib unpacks into the temporary folder, once it is
     * loaded: a killed process then leaves nothing. Where the system does not say which files are loaded, it stays until the
     * process ends.
     */
    static void removeUnpacked() {
        if (!Files.isReadable(LOADED)) {
            return;
        }
        Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        try (Stream<String> lines = Files.lines(LOADED, StandardCharsets.UTF_8)) {
            List<Path> unpacked = lines.filter(line -> UNPACKED.matcher(line).find())
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .filter(file -> temporary.equals(file.getParent()))
                    .distinct()
                    .toList();
            for (Path file : unpacked) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            // Then the file stays, as on other systems.
        }
    }

    /** The very file that the binding has loaded: another copy would be another library, with threads of its own. */
    private static @Nullable Path library() {
        try {
            Path binding = Path.of(Loader.load(openblas_nolapack.class));
            openblas_nolapack.blas_set_num_threads(1);
            // As the loader of Linux, of macOS and of Windows want their versions.
            return Stream.of(
                            System.mapLibraryName(NAME) + ".0",
                            System.mapLibraryName(NAME + ".0"),
                            System.mapLibraryName(NAME))
                    .map(binding::resolveSibling)
                    .filter(Files::exists)
                    .findFirst()
                    .orElse(null);
        } catch (LinkageError e) {
            return null; // None for this platform.
        }
    }
}
