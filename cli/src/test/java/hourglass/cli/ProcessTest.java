package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.safetensors.SafeTensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, met by signals and full disks. */
@EnabledOnOs(OS.LINUX)
class ProcessTest {
    /** Steps of some microseconds each: some seconds of work, interrupted after a fraction of one. */
    private static final Object[] WORK = {"--layers", "6-2", "--batch-size", 1, "--epochs", 15000, "--threads", 1};

    @TempDir
    private Path folder;

    private Workshop workshop;
    private Processes processes;

    @BeforeEach
    void open() {
        workshop = new Workshop(folder);
        processes = new Processes(folder);
    }

    @Test
    void goesOnToTheSameBitsAfterCtrlC() throws Exception {
        Path data = workshop.table();
        Path model = folder.resolve("model.safetensors");
        assertThat(processes.stopTraining("INT", train(data, model))).isEqualTo(130);
        assertThat(folder.resolve("err"))
                .content()
                .startsWith("hourglass: stopped in fine-tuning, epoch ")
                .contains("give the same command with --resume")
                .hasLineCount(1);
        assertThat(folder.resolve("model.safetensors.checkpoint")).exists();
        assertThat(model).doesNotExist();

        Cli.succeed(train(data, model, "--resume"));
        assertThat(folder.resolve("model.safetensors.checkpoint")).doesNotExist();
        Path uninterrupted = folder.resolve("uninterrupted.safetensors");
        Cli.succeed(train(data, uninterrupted));
        assertThat(weights(model)).usingRecursiveComparison().isEqualTo(weights(uninterrupted));
    }

    @Test
    void keepsACheckpointWhenItIsKilledMildly() throws Exception {
        assertThat(processes.stopTraining("TERM", train(workshop.table(), folder.resolve("model.safetensors"))))
                .isEqualTo(143);
        assertThat(folder.resolve("model.safetensors.checkpoint")).exists();
    }

    @Test
    void theDemoGoesOnAfterCtrlCByTheSameCommand() throws Exception {
        Path results = folder.resolve("demo");
        Object[] command = {"demo", "--items", 100, "--epochs", 60, "--threads", 1, "-o", results};
        assertThat(processes.stopTraining("INT", command)).isEqualTo(130);
        assertThat(folder.resolve("err")).content().contains("run the same command again to continue");
        assertThat(results.resolve("digits-deep.checkpoint")).exists();
        Cli.succeed(command);
        assertThat(results.resolve("digits.html")).exists();
        assertThat(results.resolve("digits-deep.checkpoint")).doesNotExist();
    }

    @Test
    void endsWithTheExitCodeOfBadInput() throws Exception {
        assertThat(Processes.finish(processes.start("info", folder.resolve("nothing"))))
                .isEqualTo(2);
        assertThat(folder.resolve("err")).content().startsWith("hourglass: ").hasLineCount(1);
        assertThat(folder.resolve("out")).isEmptyFile();
    }

    @Test
    void leavesNothingHalfWrittenWhereTheDiskIsFull() throws Exception {
        Path model = workshop.model(workshop.table(), "--labels", "kind");
        Path codes = folder.resolve("curves.npy");
        Cli.succeed("data", "curves", "--count", 1, "-o", codes);
        byte[] old = Files.readAllBytes(codes);
        List<String> before = workshop.names();
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -f 64; exec \"$@\"", "sh"));
        command.addAll(Processes.java(256, "data", "curves", "--count", 100, "-o", codes));
        assertThat(Processes.finish(new ProcessBuilder(command)
                        .redirectError(folder.resolve("err").toFile())
                        .start()))
                .isEqualTo(2);
        assertThat(folder.resolve("err"))
                .content()
                .contains("curves.npy: cannot be written")
                .hasLineCount(1);
        assertThat(workshop.names()).containsAll(before).hasSize(before.size() + 1);
        assertThat(codes).hasBinaryContent(old);
        assertThat(model).exists();
    }

    private static Object[] train(Path data, Path model, Object... more) {
        Object[] command = {"train", "--data", data, "--labels", "kind", "-o", model, "--report", "none"};
        return Stream.of(command, WORK, more).flatMap(Stream::of).toArray();
    }

    private static Map<String, float[]> weights(Path model) {
        try (SafeTensors file = SafeTensors.open(model)) {
            return file.readAll();
        }
    }
}
