package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bits of models and of a real checkpoint are flipped (as often as the property {@code hourglass.flips} says): commands
 * refuse each in one line.
 */
class DamagedFilesTest {
    private static final int FLIPS = Integer.getInteger("hourglass.flips", 60);

    @TempDir
    private Path folder;

    private Path data;
    private Path model;

    @BeforeEach
    void begin() {
        data = new Workshop(folder).table();
        model = folder.resolve("model.safetensors");
    }

    /** Steps of some microseconds each: some seconds of work. */
    private Object[] train(int epochs, Object... more) {
        Object[] command = {"train", "--data", data, "--labels", "kind", "-o", model, "--report", "none"};
        Object[] work = {"--layers", "6-2", "--batch-size", 1, "--epochs", epochs, "--threads", 1};
        return Stream.of(command, work, more).flatMap(Stream::of).toArray();
    }

    /** Flips a bit of the first bytes, which hold the header, at every other try, else one anywhere. */
    private static byte[] flipped(byte[] whole, int flip, SplittableRandom random) {
        byte[] damaged = whole.clone();
        int at = flip % 2 == 0 ? flip / 2 % whole.length : random.nextInt(whole.length);
        damaged[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        return damaged;
    }

    private static void requireRefused(Cli.Result result, Path file, int flip) {
        assertThat(result.exit()).as("flip %d: %s", flip, result.err()).isEqualTo(2);
        assertThat(result.err()).as("flip %d", flip).contains(file.toString()).hasLineCount(1);
        assertThat(result.out()).as("flip %d", flip).isEmpty();
    }

    @Test
    void everyFlipOfAModelIsRefused() throws IOException {
        Cli.succeed(train(1));
        byte[] whole = Files.readAllBytes(model);
        Path codes = folder.resolve("codes.csv");
        SplittableRandom random = new SplittableRandom(1);
        for (int flip = 0; flip < FLIPS; flip++) {
            Files.write(model, flipped(whole, flip, random));
            requireRefused(Cli.run("encode", "--model", model, "--data", data, "-o", codes), model, flip);
            assertThat(codes).doesNotExist();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void everyFlipOfACheckpointIsRefused() throws Exception {
        int epochs = 30_000;
        Path checkpoint = folder.resolve("model.safetensors.checkpoint");
        Process process = new Processes(folder).start(train(epochs));
        Processes.await(process, checkpoint);
        process.destroyForcibly().waitFor();
        byte[] whole = Files.readAllBytes(checkpoint);
        SplittableRandom random = new SplittableRandom(2);
        for (int flip = 0; flip < FLIPS; flip++) {
            byte[] damaged = flipped(whole, flip, random);
            Files.write(checkpoint, damaged);
            requireRefused(Cli.run(train(epochs, "--resume")), checkpoint, flip);
            assertThat(model).doesNotExist();
            assertThat(checkpoint).as("what the user has stays").hasBinaryContent(damaged);
        }
        Files.write(checkpoint, Arrays.copyOf(whole, whole.length - 1));
        requireRefused(Cli.run(train(epochs, "--resume")), checkpoint, -1);
        Files.write(checkpoint, whole);
        Cli.succeed(train(epochs, "--resume"));
        assertThat(model).exists();
    }
}
