package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataCommandTest {
    @TempDir
    private Path folder;

    private Workshop workshop;

    @BeforeEach
    void open() {
        workshop = new Workshop(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d.npy",
                "d.csv",
                "d.idx",
                "d.idx.gz",
                "train-images-idx3-ubyte",
                "train-images-idx3-ubyte.gz",
                "d"
            })
    void writesDigitsThatCanBeReadAgain(String name) {
        Path file = folder.resolve(name);
        Cli.succeed("data", "digits", "--count", 12, "-o", file);
        String labels = name.endsWith(".csv") ? "784" : "none";
        JsonNode seen =
                Cli.succeed("data", "info", file, "--labels", labels, "--json").json();
        assertThat(seen.get("rows").asInt()).isEqualTo(12);
        assertThat(seen.get("columns").asInt()).isEqualTo(784);
        assertThat(seen.get("labels").isEmpty()).isFalse();
    }

    @Test
    void writesOnePictureOfAll() {
        Cli.succeed("data", "curves", "--count", 9, "-o", folder.resolve("curves.png"));
        assertThat(folder.resolve("curves.png")).isNotEmptyFile();
    }

    @Test
    void writesTheSameForTheSameSeed() throws IOException {
        for (String name : new String[] {"a.npy", "b.npy"}) {
            Cli.succeed("data", "curves", "--count", 5, "--seed", 7, "-o", folder.resolve(name));
        }
        Cli.succeed("data", "curves", "--count", 5, "--seed", 8, "-o", folder.resolve("c.npy"));
        assertThat(folder.resolve("a.npy")).hasSameBinaryContentAs(folder.resolve("b.npy"));
        assertThat(Files.mismatch(folder.resolve("a.npy"), folder.resolve("c.npy")))
                .isNotNegative();
    }

    @Test
    void tellsWhatItWroteAsJson() {
        JsonNode result = Cli.succeed("data", "digits", "--count", 3, "-o", folder.resolve("d.npy"), "--json")
                .json();
        assertThat(result.get("data").asText()).isEqualTo("pen digits, seed 1");
        assertThat(result.get("rows").asInt()).isEqualTo(3);
        assertThat(result.get("labels").asBoolean()).isTrue();
    }

    @Test
    void showsATable() {
        assertThat(Cli.succeed("data", "info", workshop.table(), "--labels", "kind")
                        .out())
                .contains("rows     12", "4 (height, width, depth, weight)", "0 to 23", "2 classes: ash (6), oak (6)");
    }

    @Test
    void showsImages() {
        assertThat(Cli.succeed("data", "info", workshop.digits(4)).out()).contains("49, images of 7x7, grey");
    }

    @Test
    void tellsSeenClassesAsJson() {
        JsonNode seen = Cli.succeed("data", "info", workshop.table(), "--labels", "4", "--json")
                .json();
        assertThat(seen.get("labels").get("oak").asInt()).isEqualTo(6);
        assertThat(seen.get("values").get("greatest").asDouble()).isEqualTo(23);
        assertThat(seen.get("imageShape").isNull()).isTrue();
    }

    @Test
    void takesRowsOfNumbersForImagesIfTold() {
        Cli.succeed("data", "curves", "--count", 2, "-o", folder.resolve("c.npy"));
        JsonNode seen = Cli.succeed("data", "info", folder.resolve("c.npy"), "--image-size", "28", "--json")
                .json();
        assertThat(seen.get("imageShape").get("width").asInt()).isEqualTo(28);
    }
}
