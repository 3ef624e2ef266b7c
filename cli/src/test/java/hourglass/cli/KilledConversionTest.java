package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Commands that write data are killed (as often in all as the property {@code hourglass.kills} says): their output is whole
 * or absent, and the next run removes what was left.
 */
@EnabledOnOs(OS.LINUX)
class KilledConversionTest {
    private static final int OUTPUTS = 6;
    private static final int KILLS = (Integer.getInteger("hourglass.kills", OUTPUTS) + OUTPUTS - 1) / OUTPUTS;

    @TempDir
    private static Path shared;

    private static Path model;
    private static Path data;

    @TempDir
    private Path folder;

    private Path results;
    private Path temporary;

    @BeforeAll
    static void train() {
        data = shared.resolve("curves.idx.gz");
        Cli.succeed("data", "curves", "--count", 2000, "-o", data);
        model = new Workshop(shared).model(data);
    }

    @BeforeEach
    void begin() throws IOException {
        results = Files.createDirectory(folder.resolve("results"));
        temporary = Files.createDirectory(folder.resolve("temporary"));
    }

    private static Object[] convert(String command, Path output) {
        return new Object[] {command, "--model", model, "--data", data, "-o", output, "--threads", 1};
    }

    private Process start(Object... arguments) throws IOException {
        List<String> command = Processes.java(256, arguments);
        command.add(1, "-Djava.io.tmpdir=" + temporary);
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    /** The bytes of a file, or of all files of a folder, by their names. */
    private static Map<String, String> content(Path output) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                content.put(output.relativize(file).toString(), bytes.length + " " + Arrays.hashCode(bytes));
            }
        }
        return content;
    }

    private static void delete(Path output) throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void awaitSomething(Process process) {
        while (process.isAlive()
                && Stream.of(Objects.requireNonNull(results.toFile().listFiles()))
                        .noneMatch(file -> file.length() > 0)) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "encode, codes.npy",
        "encode, codes.csv",
        "encode, codes.codes",
        "reconstruct, rows.npy",
        "reconstruct, rows.csv",
        "reconstruct, pictures"
    })
    void anOutputIsWholeOrAbsent(String command, String name, TestReporter report) throws Exception {
        Path whole = folder.resolve(name);
        long start = System.nanoTime();
        assertThat(Processes.finish(start(convert(command, whole)))).isZero();
        long wholeMillis = (System.nanoTime() - start) / 1_000_000;
        Map<String, String> expected = content(whole);
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        Path output = results.resolve(name);
        int halfWritten = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            Process process = start(convert(command, output));
            if (kill % 2 == 0) {
                Thread.sleep(random.nextLong(wholeMillis / 4, wholeMillis + 1));
            } else {
                awaitSomething(process);
                Thread.sleep(random.nextLong(50));
            }
            process.destroyForcibly().waitFor();
            halfWritten += results.toFile().list().length > 0 ? 1 : 0;
            if (Files.exists(output)) {
                assertThat(content(output)).as("kill %d, seed %d", kill, seed).isEqualTo(expected);
                delete(output);
            }
            // The native part of BLAS is unpacked there by its own library.
            assertThat(temporary.toFile().list())
                    .as("kill %d, seed %d", kill, seed)
                    .noneMatch(left -> left.startsWith("hourglass"));
        }
        Cli.succeed(convert(command, output));
        assertThat(content(output)).isEqualTo(expected);
        assertThat(results.toFile().list()).containsExactly(name);
        report.publishEntry("kills of " + name, "%d, %d of which left something".formatted(KILLS, halfWritten));
    }
}
