package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.safetensors.SafeTensors;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Training is killed (as often as the property {@code hourglass.kills} says) and resumed: it ends with the model of an
 * uninterrupted run, to the bit, and leaves nothing else.
 */
@EnabledOnOs(OS.LINUX)
class KilledTrainingTest {
    private static final int KILLS = Integer.getInteger("hourglass.kills", 3);
    private static final int EPOCHS = 60;

    @TempDir
    private Path folder;

    private Path results;
    private Processes processes;
    private Path data;

    @BeforeEach
    void begin() throws IOException {
        results = Files.createDirectory(folder.resolve("results"));
        processes = new Processes(folder);
        data = folder.resolve("curves.npy");
        Cli.succeed("data", "curves", "--count", 300, "-o", data);
    }

    /** Two RBMs and fine-tuning, each with checkpoints; a large first layer, so that one takes a while to write. */
    private Object[] train(Path model, Object... more) {
        Object[] command = {"train", "--data", data, "-o", model, "--layers", "200-20", "--init", "rbm"};
        Object[] options = {"--epochs", EPOCHS, "--threads", 1, "--report", "none"};
        return Stream.of(command, options, more).flatMap(Stream::of).toArray();
    }

    private Path model() {
        return results.resolve("model.safetensors");
    }

    private Path checkpoint() {
        return results.resolve("model.safetensors.checkpoint");
    }

    private Object[] next() {
        return Files.exists(checkpoint()) ? train(model(), "--resume") : train(model());
    }

    private static Map<String, float[]> weights(Path model) {
        try (SafeTensors file = SafeTensors.open(model)) {
            return file.readAll();
        }
    }

    /** No file that is being written is left by a process that ended. */
    private void requireOnlyTheModel() {
        assertThat(results.toFile().list()).containsExactly("model.safetensors");
    }

    @Test
    void killedAtAnyMomentItEndsWithTheSameModel(TestReporter report) throws Exception {
        Path whole = folder.resolve("whole.safetensors");
        long start = System.nanoTime();
        assertThat(Processes.finish(processes.start(train(whole)))).isZero();
        long wholeMillis = (System.nanoTime() - start) / 1_000_000;
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        int resumed = 0;
        int completed = 0;
        int kills = 0;
        while (kills < KILLS) {
            resumed += Files.exists(checkpoint()) ? 1 : 0;
            Process process = processes.start(next());
            Thread.sleep(random.nextLong(500 + wholeMillis));
            boolean killed = process.isAlive();
            process.destroyForcibly().waitFor();
            if (killed) {
                kills++;
            } else {
                assertThat(process.exitValue())
                        .as("%s, seed %d", Files.readString(folder.resolve("err")), seed)
                        .isZero();
            }
            if (Files.exists(model())) {
                completed++;
                assertThat(weights(model()))
                        .as("seed %d", seed)
                        .usingRecursiveComparison()
                        .isEqualTo(weights(whole));
                if (!killed) {
                    requireOnlyTheModel();
                    Files.delete(model());
                }
            }
        }
        Cli.succeed(next());
        assertThat(weights(model()))
                .as("seed %d", seed)
                .usingRecursiveComparison()
                .isEqualTo(weights(whole));
        requireOnlyTheModel();
        report.publishEntry(
                "killed trainings", "%d, of which %d had resumed; %d models".formatted(KILLS, resumed, completed + 1));
    }

    @Test
    void whatAKillLeavesOfAHalfWrittenCheckpointIsRemoved() throws Exception {
        String left;
        do {
            Process process = processes.start(next());
            left = awaitHalfWritten(process);
            process.destroyForcibly().waitFor();
        } while (!Files.exists(results.resolve(left)));
        Cli.succeed(next());
        requireOnlyTheModel();
    }

    /** Waits until a checkpoint is being written, and returns the name under which. */
    private String awaitHalfWritten(Process process) throws IOException {
        while (process.isAlive()) {
            for (File file : Objects.requireNonNull(results.toFile().listFiles())) {
                if (file.getName().matches("\\.model\\.safetensors\\.checkpoint\\..*\\.tmp") && file.length() > 0) {
                    return file.getName();
                }
            }
        }
        throw new AssertionError("ended without: " + Files.readString(folder.resolve("err")));
    }
}
