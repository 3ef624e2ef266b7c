package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
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
                .isEqualTo("score,anomalous,share:species,share:soil,share:age,share:height,share:girth,share:crown,"
                        + "blame1,seen1,expected1,blame2,seen2,expected2,blame3,seen3,expected3");
        assertThat(lines).hasSize(301);
    }

    @Test
    void writesWhatWasSeenAndExpectedInAnomalousRowsOnly() throws IOException {
        Path scores = folder.resolve("scores.jsonl");
        Cli.succeed("anomalies", "--data", trees, "--ignore", "odd", "--epochs", 5, "--quantile", 0.9, "-o", scores);
        for (String line : Files.readAllLines(scores)) {
            assertThat(line.contains("\"anomalous\":1"))
                    .isEqualTo(line.contains("\"blame1\":\"") && line.contains("\"expected1\":\""));
        }
    }

    @Test
    void keepsColumnsOfTheTableBesideTheScores() throws IOException {
        score(trees, "--ignore", "odd", "--epochs", 5, "--keep", "row,odd");
        List<String> table = Files.readAllLines(trees);
        List<String> lines = Files.readAllLines(folder.resolve("scores.csv"));
        assertThat(lines.get(0)).startsWith("row,odd,score,anomalous,");
        for (int row = 1; row < lines.size(); row++) {
            String odd = table.get(row).substring(table.get(row).lastIndexOf(',') + 1);
            assertThat(lines.get(row)).startsWith("%d,%s,".formatted(row, odd));
        }
    }

    @Test
    void keepsAColumnThatIsCalledAsItsOwnAreByAnotherName() throws IOException {
        Path scored = folder.resolve("scored.csv");
        Files.writeString(scored, Files.readString(trees).replaceFirst("odd", "score"));
        score(scored, "--ignore", "score", "--epochs", 5, "--keep", "score");
        assertThat(Files.readAllLines(folder.resolve("scores.csv")).get(0)).startsWith("data.score,score,anomalous,");
    }

    @Test
    void keepsNoColumnsInAFormThatHasNoPlaceForThem() {
        assertThat(Cli.run("anomalies", "--data", trees, "--keep", "odd", "-o", folder.resolve("scores.npy"))
                        .err())
                .contains("--keep: needs an output file that can hold text");
    }

    @Test
    void keepsTheNamesOfImages() throws IOException {
        Cli.succeed("data", "digits", "--count", 20, "-o", folder.resolve("pictures"));
        score(folder.resolve("pictures"), "--epochs", 1, "--layers", "4-2");
        assertThat(Files.readAllLines(folder.resolve("scores.csv")))
                .element(1)
                .asString()
                .matches("[0-9]/[0-9]{7}\\.png,.*");
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

    /** Each of them is predicted well from its other column by the four others. */
    @Test
    void flagsRowsThatAreFarOutTogether() throws IOException {
        StringBuilder text = new StringBuilder("x,y,label\n");
        SplittableRandom random = new SplittableRandom(1);
        for (int row = 0; row < 95; row++) {
            text.append(random.nextDouble())
                    .append(',')
                    .append(random.nextDouble())
                    .append(",usual\n");
        }
        text.append("9,-9,odd\n".repeat(5));
        Path table = Files.writeString(folder.resolve("far.csv"), text);
        assertThat(score(table, "--labels", "label", "--outlier", "odd")
                        .get("rocArea")
                        .asDouble())
                .isEqualTo(1);
    }

    /** They are alike, and each is within the range of every column: what learns them by heart predicts each from the others. */
    @Test
    void flagsAClusterThatTheFitHeld() throws IOException {
        StringBuilder text = new StringBuilder("a,b,sum,difference,label\n");
        SplittableRandom random = new SplittableRandom(1);
        for (int row = 0; row < 240; row++) {
            boolean odd = row % 20 == 0;
            double a = odd ? 1 : random.nextGaussian();
            double b = odd ? 1 : random.nextGaussian();
            text.append("%f,%f,%f,%f,%s%n"
                    .formatted(
                            a + 0.1 * random.nextGaussian(),
                            b + 0.1 * random.nextGaussian(),
                            (odd ? -1 : a + b) + 0.1 * random.nextGaussian(),
                            (odd ? -1 : a - b) + 0.1 * random.nextGaussian(),
                            odd ? "odd" : "usual"));
        }
        Path table = Files.writeString(folder.resolve("cluster.csv"), text);
        assertThat(score(table, "--labels", "label", "--outlier", "odd")
                        .get("rocArea")
                        .asDouble())
                .isGreaterThan(0.95);
    }

    private Path model(String header, String row) throws IOException {
        StringBuilder text = new StringBuilder(header + "\n");
        for (int i = 0; i < 60; i++) {
            text.append(row.formatted(40 + i % 7, 80 + 2 * (i % 7))).append('\n');
        }
        Path model = folder.resolve("fit.safetensors");
        score(Files.writeString(folder.resolve("fit.csv"), text), "--epochs", 5, "--save-model", model);
        return model;
    }

    @Test
    void blamesAConstantColumnThatChanges() throws IOException {
        Path model = model("flat,height,width", "7,%d,%d");
        Path changed = Files.writeString(folder.resolve("changed.csv"), "flat,height,width\n8,42,84\n");
        JsonNode worst = score(changed, "--model", model)
                .get("worst")
                .get(0)
                .get("columns")
                .get(0);
        assertThat(worst.get("column").asText()).isEqualTo("flat");
        assertThat(worst.get("seen").asText()).startsWith("8");
        assertThat(worst.get("expected").asDouble()).isEqualTo(7);
    }

    @Test
    void constantColumnHasNoShareInRowsThatHaveItsValue() throws IOException {
        Path model = model("flat,kind,height,width", "7,a,%d,%d");
        Path rows = Files.writeString(
                folder.resolve("rows.csv"), "flat,kind,height,width\n7,a,42,84\n7,a,46,80\n7,b,42,84\n");
        score(rows, "--model", model);
        List<double[]> shares = Files.readAllLines(folder.resolve("scores.csv")).stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(","), 2, 4)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
        assertThat(shares.get(0)).containsExactly(0, 0);
        assertThat(shares.get(1)).containsExactly(0, 0);
        assertThat(shares.get(2)[1]).as("of another kind").isGreaterThan(0.5);
    }

    @Test
    void scoresAbsurdNumbersFinitelyAndCountsEmptyRows() throws IOException {
        Path model = model("height,width", "%d,%d");
        Path absurd = Files.writeString(folder.resolve("absurd.csv"), "height,width\n1e30,80\n-3e38,3e38\nNA,NA\n");
        assertThat(score(absurd, "--model", model).get("empty").asInt()).isEqualTo(1);
        List<String> lines = Files.readAllLines(folder.resolve("scores.csv"));
        for (String line : lines.subList(1, 3)) {
            double[] values = Arrays.stream(line.split(","), 0, 4)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertThat(values[0]).isFinite().isGreaterThan(1000);
            assertThat(values[2] + values[3]).isCloseTo(1, within(1e-5));
        }
    }
}
