package hourglass.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;

/**
 * libtorch in a process of its own: neither its BLAS nor its waiting threads come into ours, and it gets the settings
 * under which it is fastest. Requests and answers are lines of text, see {@link PeerProcess}.
 */
final class Peer implements AutoCloseable {
    /** MKL goes by one of these names, with its platform's ending; without it JavaCPP would quietly take OpenBLAS. */
    private static final List<String> MKL = List.of("libmkl_rt.so.2", "libmkl_rt.2.dylib", "mkl_rt.2.dll");

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter requests;

    private Peer(Process process) {
        this.process = process;
        this.answers = process.inputReader();
        this.requests = process.outputWriter();
    }

    /** Whether the native libraries of libtorch and MKL are on the class path. */
    static boolean isPresent() {
        return isPresent("pytorch", System.mapLibraryName("torch_cpu"))
                && MKL.stream().anyMatch(name -> isPresent("mkl", name));
    }

    private static boolean isPresent(String project, String library) {
        String folder = "/org/bytedeco/%s/%s/".formatted(project, Loader.getPlatform());
        return Peer.class.getResource(folder + library) != null;
    }

    /** Starts it. */
    static Peer start(int threads) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // JavaCPP puts MKL in OpenBLAS's place by links in its cache, where Hourglass's OpenBLAS lies too.
        Path cache = Path.of(System.getProperty("user.home"), ".javacpp", "cache-mkl");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                java,
                "-XX:+UseSerialGC",
                "-Dorg.bytedeco.openblas.load=mkl",
                "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                // Pointers are freed by scopes alone, without the collector's help.
                "-Dorg.bytedeco.javacpp.nopointergc=true",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                PeerProcess.class.getName(),
                Integer.toString(threads)));
        builder.environment().putAll(environment(threads));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return new Peer(builder.start());
    }

    private static Map<String, String> environment(int threads) {
        return Map.of(
                "OMP_NUM_THREADS", Integer.toString(threads),
                "MKL_NUM_THREADS", Integer.toString(threads),
                // libtorch's own loops and MKL then share one team of threads.
                "MKL_THREADING_LAYER", "GNU",
                // Keeps freed tensors in the process, so that those of the next step cost no page faults. A threshold
                // for
                // mappings would not do: it can't exceed 32 MB, and the pairs of 5,000 rows take 100.
                "MALLOC_ARENA_MAX", "1",
                "MALLOC_MMAP_MAX_", "0",
                "MALLOC_TRIM_THRESHOLD_", "4294967296");
    }

    /** Makes a case the current one and returns the losses of its first steps. */
    double[] open(Case one, int steps) {
        String answer = ask("open %s %d".formatted(one.name(), steps));
        return Arrays.stream(answer.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    /** Repeats the current case's step for this long and returns the milliseconds that one takes. */
    double milliseconds(double seconds) {
        return Double.parseDouble(ask("time " + seconds));
    }

    private String ask(String request) {
        try {
            requests.write(request);
            requests.newLine();
            requests.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException(
                        "libtorch's process ended at \"%s\"; it says why above".formatted(request));
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
