package hourglass.bench;

import hourglass.codes.BinaryCodes;
import hourglass.data.Matrix;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The library faiss, in a Python process of its own that answers a line for each request. */
final class Faiss implements Closeable {
    private static final String SCRIPT = "faiss_search.py";

    private final Path folder;
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter requests;

    private Faiss(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
        answers = process.inputReader(StandardCharsets.UTF_8);
        requests = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    /** Whether and by which Python it is run. */
    static final class Options extends ComparisonOptions {
        @Option(
                names = "--python",
                paramLabel = "FILE",
                defaultValue = "/usr/bin/python3",
                description = "The Python that has faiss. Default: /usr/bin/python3.")
        private String python = "";

        /** Starts faiss; null, with a note, where it is missing, and where it is not wanted. */
        @Nullable
        Faiss start() throws IOException {
            Faiss faiss = noPeer() ? null : Faiss.start(python, threads());
            if (faiss == null && !noPeer()) {
                note(python + " has no faiss, so Hourglass runs alone;"
                        + " install Debian's python3-faiss, or name another by --python");
            }
            return faiss;
        }
    }

    /**
     * What it answers.
     *
     * @param milliseconds a query, of all together
     * @param sums for each query the sum of its neighbours' distances, or the number of answers; of points the numbers of the
     *     nearest ones
     */
    record Answer(double milliseconds, long[] sums) {}

    /**
     * Starts the process; null where there is no such Python, or no faiss in it.
     *
     * @param threads of its BLAS, which takes no such number later; those of faiss come with the data
     */
    private static @Nullable Faiss start(String python, int threads) throws IOException {
        try {
            Process trial = new ProcessBuilder(python, "-c", "import faiss, numpy")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (trial.waitFor() != 0) {
                return null;
            }
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
        Path folder = Files.createTempDirectory("faiss");
        try (InputStream script = Faiss.class.getResourceAsStream(SCRIPT)) {
            Files.copy(Objects.requireNonNull(script, SCRIPT), folder.resolve(SCRIPT));
        }
        ProcessBuilder builder =
                new ProcessBuilder(python, folder.resolve(SCRIPT).toString());
        builder.environment().put("OPENBLAS_NUM_THREADS", Integer.toString(threads));
        return new Faiss(
                folder, builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Gives it codes and queries; those up to 32 bits take 4 bytes, which it is fast at, and others whole longs. */
    void open(BinaryCodes codes, BinaryCodes queries, int threads) throws IOException {
        Path codesFile = folder.resolve("codes");
        Path queriesFile = folder.resolve("queries");
        int bytes = codes.bits() <= 32 ? 4 : codes.words() * 8;
        write(codes, bytes, codesFile);
        write(queries, bytes, queriesFile);
        ask("open %s %s %d %d".formatted(codesFile, queriesFile, bytes, threads));
    }

    /** Gives it points and queries of as many columns; it searches them by {@code IndexFlatL2}. */
    void open(Matrix points, Matrix queries, int threads) throws IOException {
        Path pointsFile = folder.resolve("codes");
        Path queriesFile = folder.resolve("queries");
        write(points, pointsFile);
        write(queries, queriesFile);
        ask("points %s %s %d %d".formatted(pointsFile, queriesFile, points.columns(), threads));
    }

    private static void write(Matrix rows, Path file) throws IOException {
        ByteBuffer row = ByteBuffer.allocate(rows.columns() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (int i = 0; i < rows.count(); i++) {
                row.asFloatBuffer().put(rows.values(), i * rows.columns(), rows.columns());
                stream.write(row.array());
            }
        }
    }

    private static void write(BinaryCodes codes, int bytes, Path file) throws IOException {
        long[] code = new long[codes.words()];
        byte[] row = new byte[bytes];
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (int item = 0; item < codes.count(); item++) {
                codes.read(item, code);
                for (int i = 0; i < bytes; i++) {
                    row[i] = (byte) (code[i >> 3] >>> ((i & 7) * 8));
                }
                stream.write(row);
            }
        }
    }

    /** Builds an index of a kind: {@code flat}, {@code multihash M BITS} or {@code hash BITS}; returns the seconds. */
    double build(String kind) throws IOException {
        return Double.parseDouble(ask("build " + kind));
    }

    /** Asks the index of a kind; flips are the bits that one with hashes may flip in each. */
    Answer nearest(String kind, int k, int flips) throws IOException {
        return answer(ask("nearest %d %d %s".formatted(k, flips, kind)));
    }

    /** Asks the index of a kind for all within a radius. */
    Answer within(String kind, int radius, int flips) throws IOException {
        return answer(ask("within %d %d %s".formatted(radius, flips, kind)));
    }

    /** The numbers of the nearest points of each query, nearest first. */
    Answer nearestPoints(int k) throws IOException {
        return answer(ask("euclidean " + k));
    }

    private static Answer answer(String line) {
        List<String> words = List.of(line.split(" "));
        return new Answer(
                Double.parseDouble(words.get(0)),
                words.stream().skip(1).mapToLong(Long::parseLong).toArray());
    }

    private String ask(String request) throws IOException {
        requests.println(request);
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("faiss ended at the request: " + request);
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        requests.close();
        process.destroy();
        for (String name : List.of("codes", "queries", SCRIPT)) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.delete(folder);
    }
}
