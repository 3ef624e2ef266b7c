package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models as ONNX; what they compute is tested beside {@code OnnxModel}. */
class ExportCommandTest {
    @TempDir
    private Path folder;

    private Workshop workshop;
    private Path digits;

    @BeforeEach
    void draw() {
        workshop = new Workshop(folder);
        digits = workshop.digits(40);
    }

    private static void refuses(String reason, Object... arguments) {
        Cli.Result result = Cli.run(arguments);
        assertThat(result.exit()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).contains(reason);
    }

    @Test
    void namesWhatGoesInAndOut() {
        Path file = folder.resolve("model.onnx");
        JsonNode result = Cli.succeed("export", workshop.model(digits), "-o", file, "--json")
                .json();
        assertThat(file).isRegularFile();
        assertThat(result.at("/input/columns").asInt()).isEqualTo(49);
        assertThat(result.at("/outputs").findValuesAsText("name")).containsExactly("code", "bits", "reconstruction");
    }

    @Test
    void writesOverAnEarlierExportAndOverNothingElse() throws IOException {
        Path model = workshop.model(digits);
        Path file = folder.resolve("model.onnx");
        Cli.succeed("export", model, "-o", file);
        Cli.succeed("export", model, "-o", file, "--part", "decoder");
        Files.writeString(file, "something else");
        refuses("exists and is not a model of ONNX", "export", model, "-o", file);
    }

    @Test
    void refusesWhatCannotBeExported() {
        refuses("end its name in .onnx", "export", workshop.model(digits), "-o", folder.resolve("model.pb"));
        Path hasher = workshop.resolve("itq.safetensors");
        Cli.succeed("train", "--data", digits, "--model", "itq", "--bits", 8, "-o", hasher);
        refuses("has no decoder", "export", hasher, "-o", folder.resolve("a.onnx"), "--part", "decoder");
    }
}
