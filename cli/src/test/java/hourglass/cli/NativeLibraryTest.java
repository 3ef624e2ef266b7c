package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command where no native matrix library loads. */
class NativeLibraryTest {
    @TempDir
    private Path folder;

    @Test
    void warnsInOneLineWhereProductsRunInJava() throws Exception {
        assertThat(train("-Dorg.bytedeco.javacpp.platform=none"))
                .singleElement()
                .asString()
                .startsWith("hourglass: no native matrix library could be loaded");
    }

    @Test
    void warnsOfNothingWhereTheyRunInTheLibrary() throws Exception {
        assertThat(train("-Dorg.bytedeco.javacpp.logger.debug=false")).isEmpty();
    }

    /** The lines on the error stream of a training that succeeds. */
    private List<String> train(String property) throws Exception {
        Workshop workshop = new Workshop(folder);
        Path errors = folder.resolve("err");
        List<String> command = new ArrayList<>(Processes.java(
                256,
                "train",
                "--data",
                workshop.table(),
                "--labels",
                "kind",
                "--layers",
                "3-2",
                "--epochs",
                1,
                "-o",
                folder.resolve("model.safetensors")));
        command.add(1, property);
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(errors.toFile())
                .start();
        assertThat(Processes.finish(process)).isZero();
        return Files.readAllLines(errors);
    }
}
