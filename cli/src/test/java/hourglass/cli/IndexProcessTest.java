package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hourglass.data.safetensors.SafeTensors;
import hourglass.library.Library;
import hourglass.library.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Indexing as a process of its own that is killed or stopped: the same command goes on, to the same library. */
@EnabledOnOs(OS.LINUX)
class IndexProcessTest {
    private static final int KILLS = Integer.getInteger("hourglass.kills", 2);
    private static final int DOCUMENTS = 100;
    private static final int EPOCHS = 40;
    /** Of which the model knows some. */
    private static final String WORDS =
            "ship harbour captain sailor anchor lighthouse island wave storm crew deck mast ";

    @TempDir
    private static Path shared;

    private static Path documents;
    /** What an uninterrupted run makes of the documents, and how long it takes. */
    private static Path whole;

    private static long wholeMillis;

    @TempDir
    private Path folder;

    private Path library;
    private Path checkpoint;
    private Processes processes;

    @BeforeAll
    static void index() {
        documents = shared.resolve("documents");
        whole = shared.resolve("whole");
        Cli.succeed("data", "documents", "--count", DOCUMENTS, "-o", documents);
        long start = System.nanoTime();
        Cli.succeed(fitting(whole));
        wholeMillis = (System.nanoTime() - start) / 1_000_000;
    }

    @BeforeEach
    void begin() throws IOException {
        library = Files.createDirectory(folder.resolve("place")).resolve("library");
        checkpoint = library.resolveSibling("library.checkpoint");
        processes = new Processes(folder);
    }

    /** Fits a model to the documents and indexes them, which commits ten times. */
    private static Object[] fitting(Path library) {
        return fitting(library, EPOCHS);
    }

    private static Object[] fitting(Path library, int epochs) {
        Object[] command = {"index", documents, "-o", library, "--commit-every", DOCUMENTS / 10, "--json"};
        Object[] model = {"--bits", 12, "--epochs", epochs, "--words", 100, "--threads", 1};
        return Stream.of(command, model).flatMap(Stream::of).toArray();
    }

    /** Indexes so many documents, each on a line, by the model of the whole library. */
    private Object[] indexing(int count, int commitEvery) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("{\"id\": \"%d\", \"text\": \"%s\"}%n".formatted(i, WORDS));
        }
        Path file = Files.writeString(folder.resolve("documents.jsonl"), lines);
        Path model = whole.resolve("model.safetensors");
        return new Object[] {"index", file, "-o", library, "--model", model, "--commit-every", commitEvery, "--json"};
    }

    private int items() {
        try (Library there = Library.open(library);
                Snapshot items = there.snapshot()) {
            items.verify();
            return items.count();
        }
    }

    /** All that a library holds: of each item its content and codes. */
    private static Map<String, String> content(Path library) {
        Map<String, String> content = new TreeMap<>();
        try (Library there = Library.open(library);
                Snapshot items = there.snapshot()) {
            items.forEach(item -> content.put(
                    item.id(),
                    item
                            + items.code(item.id())
                                    .map(code -> Arrays.toString(code.real()) + Arrays.toString(code.binary()))
                                    .orElse("")));
        }
        return content;
    }

    private static Map<String, float[]> weights(Path library) {
        try (SafeTensors file = SafeTensors.open(library.resolve("model.safetensors"))) {
            return file.readAll();
        }
    }

    /** Nothing tells the library from that of an uninterrupted run, and nothing else is left. */
    private void requireLikeTheWhole() {
        assertThat(weights(library)).usingRecursiveComparison().isEqualTo(weights(whole));
        assertThat(content(library)).hasSize(DOCUMENTS).isEqualTo(content(whole));
        assertThat(library.getParent().toFile().list()).containsExactly("library");
        assertThat(library.toFile().list()).containsExactlyInAnyOrder("model.safetensors", "index");
    }

    @Test
    void takesTheBeginningOfAGiantFileInLittleMemory() throws Exception {
        Path giants = Files.createDirectory(folder.resolve("giants"));
        write(giants.resolve("words.txt"), WORDS, 40 << 20);
        write(giants.resolve("line.txt"), "x", 40 << 20);
        Files.writeString(giants.resolve("small.txt"), WORDS);
        Path model = whole.resolve("model.safetensors");
        Process process = processes.startWithin(160, "index", giants, "-o", library, "--model", model, "--json");
        assertThat(Processes.finish(process))
                .as(Files.readString(folder.resolve("err")))
                .isZero();
        try (Library there = Library.open(library);
                Snapshot items = there.snapshot()) {
            assertThat(items.count()).isEqualTo(3);
            assertThat(items.item("words.txt").orElseThrow().text())
                    .startsWith(WORDS)
                    .hasSize(1 << 20);
            // Of a line without spaces nothing is known.
            assertThat(items.coded()).isEqualTo(2);
        }
    }

    private static void write(Path file, String piece, int length) throws IOException {
        byte[] block = piece.repeat((1 << 20) / piece.length()).getBytes(StandardCharsets.UTF_8);
        try (OutputStream stream = Files.newOutputStream(file)) {
            for (int written = 0; written < length; written += block.length) {
                stream.write(block);
            }
        }
    }

    @Test
    void killedAtAnyMomentItLosesNothing() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        int acknowledged = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            Process process = processes.start(fitting(library));
            Thread.sleep(random.nextLong(1000 + wholeMillis));
            process.destroyForcibly().waitFor();
            if (Files.exists(checkpoint)) {
                SafeTensors.open(checkpoint).close();
            }
            if (Library.exists(library)) {
                int now = items();
                assertThat(now).as("kill %d, seed %d", kill, seed).isGreaterThanOrEqualTo(acknowledged);
                acknowledged = now;
            }
        }
        Cli.succeed(fitting(library));
        requireLikeTheWhole();
    }

    @Test
    void killedWhileItTrainsItGoesOnFromTheCheckpoint() throws Exception {
        Process process = processes.start(fitting(library));
        Processes.await(process, checkpoint);
        process.destroyForcibly().waitFor();
        assertThat(Cli.run(fitting(library, EPOCHS + 1)).err()).contains("the checkpoint was made with");
        Cli.succeed(fitting(library));
        requireLikeTheWhole();
    }

    @Test
    void stoppedByCtrlCWhileItTrainsItGoesOnFromTheCheckpoint() throws Exception {
        assertThat(processes.stopTraining("INT", fitting(library))).isEqualTo(130);
        assertThat(folder.resolve("err"))
                .content()
                .startsWith("hourglass: stopped in ")
                .contains("run the same command again to continue")
                .hasLineCount(1);
        assertThat(checkpoint).exists();
        assertThat(library).doesNotExist();
        Cli.succeed(fitting(library));
        requireLikeTheWhole();
    }

    @Test
    void killedWhileItIndexesItGoesOnFromTheLastCommit() throws Exception {
        int count = 4000;
        Object[] command = indexing(count, 50);
        Process process = processes.start(command);
        Processes.await(process, library.resolve("index/segments_4"));
        process.destroyForcibly().waitFor();
        int there = items();
        assertThat(there).isGreaterThanOrEqualTo(100).isLessThan(count);
        JsonNode result = Cli.succeed(command).json();
        assertThat(result.at("/items").asInt()).isEqualTo(count);
        assertThat(result.at("/changes/added").asInt()).isEqualTo(count - there);
    }

    @Test
    void stoppedByCtrlCWhileItIndexesItCommitsAndGoesOn() throws Exception {
        int count = 20_000;
        Object[] command = indexing(count, 5000);
        Process process = processes.start(command);
        Processes.await(process, library.resolve("index/segments_2"));
        assertThat(Processes.stop(process, "INT")).isEqualTo(130);
        int there = items();
        assertThat(there).isPositive();
        assertThat(folder.resolve("err"))
                .content()
                .isEqualTo("hourglass: stopped after %,d items, which are safe; the same command continues from there%n"
                        .formatted(there));
        assertThat(Cli.succeed(command).json().at("/changes/added").asInt()).isEqualTo(count - there);
    }
}
