package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import hourglass.data.SafeTensors;
import hourglass.library.Library;
import hourglass.library.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, met by signals and full disks. */
@EnabledOnOs(OS.LINUX)
class ProcessTest {
    /** Steps of some microseconds each: some seconds of work, interrupted after a fraction of one. */
    private static final String[] WORK = {"--layers", "6-2", "--batch-size", "1", "--epochs", "15000", "--threads", "1"
    };

    @TempDir
    private Path folder;

    private Workshop workshop;

    @BeforeEach
    void open() {
        workshop = new Workshop(folder);
    }

    @Test
    void goesOnToTheSameBitsAfterCtrlC() throws Exception {
        Path data = workshop.table();
        Path model = folder.resolve("model.safetensors");
        assertThat(stop(train(data, model), "INT")).isEqualTo(130);
        assertThat(folder.resolve("err"))
                .content()
                .startsWith("hourglass: stopped in fine-tuning, epoch ")
                .contains("give the same command with --resume")
                .hasLineCount(1);
        assertThat(folder.resolve("model.safetensors.checkpoint")).exists();
        assertThat(model).doesNotExist();

        List<String> again = train(data, model);
        again.add("--resume");
        Cli.succeed(again.toArray());
        assertThat(folder.resolve("model.safetensors.checkpoint")).doesNotExist();
        Path uninterrupted = folder.resolve("uninterrupted.safetensors");
        Cli.succeed(train(data, uninterrupted).toArray());
        assertThat(weights(model)).usingRecursiveComparison().isEqualTo(weights(uninterrupted));
    }

    @Test
    void keepsACheckpointWhenItIsKilledMildly() throws Exception {
        assertThat(stop(train(workshop.table(), folder.resolve("model.safetensors")), "TERM"))
                .isEqualTo(143);
        assertThat(folder.resolve("model.safetensors.checkpoint")).exists();
    }

    @Test
    void theDemoGoesOnAfterCtrlCByTheSameCommand() throws Exception {
        Path results = folder.resolve("demo");
        List<String> command =
                List.of("demo", "--items", "100", "--epochs", "60", "--threads", "1", "-o", results.toString());
        assertThat(stop(command, "INT")).isEqualTo(130);
        assertThat(folder.resolve("err")).content().contains("the same command goes on from there");
        assertThat(results.resolve("digits-deep.checkpoint")).exists();
        Cli.succeed(command.toArray());
        assertThat(results.resolve("digits.html")).exists();
        assertThat(results.resolve("digits-deep.checkpoint")).doesNotExist();
    }

    @Test
    void indexingGoesOnFromTheLastCommitAfterItWasKilled() throws Exception {
        Path documents = folder.resolve("documents");
        Path library = folder.resolve("library");
        Cli.succeed("data", "documents", "--count", 1500, "-o", documents);
        List<String> command = new ArrayList<>(
                List.of("index", documents.toString(), "-o", library.toString(), "--commit-every", "50", "--json"));
        command.addAll(List.of("--bits", "12", "--epochs", "1", "--words", "100", "--threads", "1"));
        Process process = start(command);
        awaitCommits(process, library.resolve("index"), 3);
        process.destroyForcibly().waitFor();
        try (Library half = Library.open(library);
                Snapshot items = half.snapshot()) {
            assertThat(items.count()).isGreaterThanOrEqualTo(100).isLessThan(1500);
        }
        JsonNode result = Cli.succeed(command.toArray()).json();
        assertThat(result.at("/items").asInt()).isEqualTo(1500);
        assertThat(result.at("/changes/added").asInt()).isBetween(1, 1400);
    }

    /** Waits until the library has been committed to so often; its first commit is an empty one. */
    private static void awaitCommits(Process process, Path index, int commits) throws Exception {
        for (int i = 0; i < 3000 && process.isAlive(); i++) {
            String[] names = Objects.requireNonNullElse(index.toFile().list(), new String[0]);
            if (Arrays.stream(names)
                    .filter(name -> name.startsWith("segments_"))
                    .anyMatch(name -> Integer.parseInt(name.substring("segments_".length()), 36) >= commits)) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("the process did not commit in time");
    }

    @Test
    void endsWithTheExitCodeOfBadInput() throws Exception {
        assertThat(finish(start(List.of("info", folder.resolve("nothing").toString()))))
                .isEqualTo(2);
        assertThat(folder.resolve("err")).content().startsWith("hourglass: ").hasLineCount(1);
        assertThat(folder.resolve("out")).isEmptyFile();
    }

    @Test
    void leavesNothingHalfWrittenWhereTheDiskIsFull() throws Exception {
        Path model = workshop.model(workshop.table(), "--labels", "kind");
        Path codes = folder.resolve("curves.npy");
        List<String> before = workshop.names();
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -f 64; exec \"$@\"", "sh"));
        command.addAll(java("data", "curves", "--count", "100", "-o", codes.toString()));
        assertThat(finish(new ProcessBuilder(command)
                        .redirectError(folder.resolve("err").toFile())
                        .start()))
                .isEqualTo(2);
        assertThat(folder.resolve("err"))
                .content()
                .contains("curves.npy: cannot be written")
                .hasLineCount(1);
        assertThat(workshop.names()).containsAll(before).hasSize(before.size() + 1);
        assertThat(model).exists();
    }

    private static List<String> train(Path data, Path model) {
        List<String> command = new ArrayList<>(
                List.of("train", "--data", data.toString(), "--labels", "kind", "-o", model.toString()));
        command.addAll(List.of(WORK));
        command.addAll(List.of("--report", "none"));
        return command;
    }

    private Process start(List<String> command) throws IOException {
        return new ProcessBuilder(java(command.toArray(String[]::new)))
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    /** Starts a command, sends it a signal in the midst of training, and returns its exit code. */
    private int stop(List<String> command, String signal) throws Exception {
        Process process = start(command);
        assumeThat(ignores(process, signal))
                .as("signals that came ignored stay so")
                .isFalse();
        awaitTraining(process);
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        return finish(process);
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Hourglass.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static int finish(Process process) throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the process did not end");
        }
        return process.exitValue();
    }

    /**
     * Waits until the process loads what multiplies matrices, which it only does once it watches for signals; no longer,
     * since on a quick machine the whole training takes little more than a second.
     */
    private static void awaitTraining(Process process) throws IOException, InterruptedException {
        Path maps = Path.of("/proc", Long.toString(process.pid()), "maps");
        for (int i = 0; i < 200 && process.isAlive() && !Files.readString(maps).contains("openblas"); i++) {
            Thread.sleep(50);
        }
    }

    private static boolean ignores(Process process, String signal) throws IOException {
        int number = signal.equals("INT") ? 2 : 15;
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16))
                .anyMatch(mask -> (mask >>> (number - 1) & 1) == 1);
    }

    private static Map<String, float[]> weights(Path model) {
        try (SafeTensors file = SafeTensors.open(model)) {
            return file.readAll();
        }
    }
}
