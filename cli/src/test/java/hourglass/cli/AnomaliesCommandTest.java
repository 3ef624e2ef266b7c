package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnomaliesCommandTest {
    @TempDir
    private Path folder;

    private Path trees;

    @BeforeEach
    void draw() {
        trees = folder.resolve("trees.csv");
        Cli.succeed("data", "trees", "--count", 300, "--missing", 0.03, "--odd", 0.1, "-o", trees);
    }

    private JsonNode score(Path data, Object... more) {
        List<Object> command = new ArrayList<>(
                List.of("anomalies", "--data", data, "-o", folder.resolve("scores.csv"), "--threads", 1, "--json"));
        command.addAll(List.of(more));
        return Cli.succeed(command.toArray()).json();
    }

    @Test
    void writesScoreFlagAndSharesOfEachRow() throws IOException {
        score(trees, "--ignore", "odd", "--epochs", 5, "--layers", "16-4");
        List<String> lines = Files.readAllLines(folder.resolve("scores.csv"));
        assertThat(lines.get(0))
                .isEqualTo("score,anomalous,share:species,share:soil,share:age,share:height,share:girth,share:crown");
        assertThat(lines).hasSize(301);
    }

    @Test
    void flagsAsManyOfTheRowsFittedToAsTheQuantileSays() {
        JsonNode result = score(trees, "--labels", "odd", "--quantile", 0.9, "--epochs", 5);
        assertThat(result.get("anomalies").asInt()).isEqualTo(30);
    }

    @Test
    void scoresOddRowsHigher() {
        JsonNode result = score(trees, "--labels", "odd", "--outlier", "yes", "--epochs", 150);
        assertThat(result.get("rocArea").asDouble()).isGreaterThan(0.75);
    }

    @Test
    void scoresNewDataByTheThresholdOfTheFirst() {
        Path model = folder.resolve("model.safetensors");
        double threshold = score(trees, "--ignore", "odd", "--epochs", 5, "--save-model", model)
                .get("threshold")
                .asDouble();
        Path others = folder.resolve("others.csv");
        Cli.succeed("data", "trees", "--count", 50, "--seed", 2, "-o", others);
        assertThat(score(others, "--model", model).get("threshold").asDouble()).isEqualTo(threshold);
    }

    @Test
    void namesTheWorstRowsAndTheirColumns() throws IOException {
        String wrong = Files.readString(trees) + "oak,clay,30,15.0,9000,5.0,yes\n";
        JsonNode worst = score(Files.writeString(trees, wrong), "--ignore", "odd", "--epochs", 30)
                .get("worst")
                .get(0);
        assertThat(worst.get("row").asInt()).isEqualTo(301);
        assertThat(worst.get("columns").findValuesAsText("column")).contains("girth");
    }

    @Test
    void scoresImagesWithoutShares() throws IOException {
        Path digits = new Workshop(folder).digits(60);
        score(digits, "--epochs", 2, "--layers", "20-5", "--outlier", "1");
        assertThat(Files.readAllLines(folder.resolve("scores.csv")).get(0)).isEqualTo("score,anomalous,label");
    }

    @Test
    void takesAModelThatTrainWrote() {
        Workshop workshop = new Workshop(folder);
        Path table = workshop.table();
        Path model = workshop.model(table, "--labels", "kind");
        JsonNode result = score(table, "--model", model, "--labels", "kind", "--quantile", 0.5);
        assertThat(result.get("anomalies").asInt()).isEqualTo(6);
    }

    @Test
    void encodesTablesOfTheModel() {
        Path model = folder.resolve("model.safetensors");
        score(trees, "--ignore", "odd", "--epochs", 2, "--layers", "16-4", "--save-model", model);
        JsonNode result = Cli.succeed(
                        "encode", "--model", model, "--data", trees, "-o", folder.resolve("codes.csv"), "--json")
                .json();
        assertThat(result.get("codeSize").asInt()).isEqualTo(4);
    }
}
