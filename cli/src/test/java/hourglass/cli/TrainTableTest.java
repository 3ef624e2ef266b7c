package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of tables that hold categories and miss cells, by the commands. */
class TrainTableTest {
    @TempDir
    private Path folder;

    private Path trees;
    private Path others;
    private Path model;

    @BeforeEach
    void makeTrees() {
        trees = trees("trees.csv", 300, 1);
        others = trees("others.csv", 100, 2);
        model = folder.resolve("model.safetensors");
    }

    private Path trees(String name, int count, int seed) {
        Path file = folder.resolve(name);
        Cli.succeed("data", "trees", "--count", count, "--missing", 0.1, "--seed", seed, "-o", file);
        return file;
    }

    private Cli.Result train(Object... options) {
        Object[] all = new Object[options.length + 11];
        Object[] common = {"train", "--data", trees, "--ignore", "odd", "--threads", 1, "--report", "none", "-o", model
        };
        System.arraycopy(common, 0, all, 0, common.length);
        System.arraycopy(options, 0, all, common.length, options.length);
        return Cli.run(all);
    }

    private JsonNode classify(Path table) {
        Path out = folder.resolve("probabilities.csv");
        return Cli.succeed("classify", "--model", model, "--data", table, "--labels", "species", "-o", out, "--json")
                .json();
    }

    @Test
    void aClassifierLearnsFromCategoriesAndRowsWithGaps() {
        train("--table", "--labels", "species", "--model", "classifier", "--epochs", 30);
        JsonNode measured = classify(others);
        assertThat(measured.get("error").doubleValue())
                .isLessThan(0.5 * measured.get("errorOfMostFrequent").doubleValue());
    }

    @Test
    void thePredictedClassOfEachRowStandsBesideTheProbabilities() throws IOException {
        train("--labels", "species", "--model", "classifier", "--epochs", 2);
        classify(others);
        List<String> lines = Files.readAllLines(folder.resolve("probabilities.csv"));
        List<String> names = List.of(lines.get(0).split(",", -1));
        int classes = names.indexOf("predicted");
        assertThat(names.subList(classes, names.size())).containsExactly("predicted", "label");
        assertThat(lines.subList(1, lines.size())).hasSize(100).allSatisfy(line -> {
            List<String> fields = List.of(line.split(",", -1));
            double most = fields.subList(0, classes).stream()
                    .mapToDouble(Double::parseDouble)
                    .max()
                    .orElseThrow();
            int predicted = names.indexOf(fields.get(classes));
            assertThat(Double.parseDouble(fields.get(predicted))).isEqualTo(most);
        });
    }

    @Test
    void theReadingOfEachColumnIsPrintedFirst() {
        String out = train("--table", "--labels", "species", "--model", "classifier", "--epochs", 1)
                .out();
        assertThat(out.replaceAll(" +", " "))
                .startsWith("read " + trees + ", 300 rows\n")
                .contains("\nnumbers age, height, girth, crown\n")
                .contains("\ncategories soil (3)\n")
                .contains("\nclasses species (")
                .contains("\nignored odd\n")
                .contains("\nmissing 1");
    }

    @ParameterizedTest
    @CsvSource({
        "autoencoder, --epochs 2 --layers 4-2",
        "classifier, --epochs 2 --layers 4-2",
        "similarity, --epochs 2 --layers 4-2",
        "rbm, --epochs 2 --layers 2",
        "sparse, --epochs 2 --layers 2",
        "pca, --layers 2",
        "itq, --bits 2"
    })
    void codesOfRowsWithGapsAreNumbers(String kind, String options) throws IOException {
        Object[] given = ("--labels species --model " + kind + " " + options).split(" ");
        assertThat(train(given).err()).isEmpty();
        Path codes = folder.resolve("codes.csv");
        Cli.succeed("encode", "--model", model, "--data", others, "-o", codes);
        List<String> lines = Files.readAllLines(codes);
        assertThat(lines).hasSize(101);
        assertThat(lines.subList(1, 101)).allSatisfy(line -> assertThat(line.split(","))
                .hasSize(2)
                .allSatisfy(number -> assertThat(Float.parseFloat(number)).isFinite()));
    }

    @Test
    void theErrorOfAReconstructionLeavesMissingCellsOut() {
        JsonNode result = train("--labels", "species", "--layers", "4-2", "--epochs", 2, "--json")
                .json();
        assertThat(result.at("/evaluation/squaredError").doubleValue()).isPositive();
        assertThat(result.at("/evaluation/pcaSquaredError").doubleValue()).isPositive();
    }

    @Test
    void anRbmOfFewRowsTakesEnoughStepsToLearnHowColumnsGoTogether() {
        JsonNode result = train("--labels", "species", "--model", "rbm", "--layers", "4", "--json")
                .json();
        assertThat(result.at("/stages/0/trainingLosses"))
                .as("epochs of 3 steps")
                .hasSize(667);
        // Of five columns, each of variance 1.
        assertThat(result.at("/evaluation/squaredError").doubleValue()).isLessThan(2.5);
    }

    @Test
    void aSparseDecompositionOfFewRowsTakesEnoughStepsToReconstructThem() {
        JsonNode result =
                train("--labels", "species", "--model", "sparse", "--json").json();
        assertThat(result.at("/stages/0/trainingLosses"))
                .as("epochs of 3 steps")
                .hasSize(334);
        // Of five columns, each of variance 1.
        assertThat(result.at("/evaluation/squaredError").doubleValue()).isLessThan(1);
    }

    @Test
    void valuesThatTheModelDoesNotKnowAreNoted() throws IOException {
        train("--labels", "species", "--model", "classifier", "--epochs", 1);
        Path strange = folder.resolve("strange.csv");
        Files.writeString(strange, "species,soil,age,height,girth,crown\noak,moss,10,2,3,1\noak,,10,2,3,1\n");
        assertThat(Cli.run("classify", "--model", model, "--data", strange, "-o", folder.resolve("p.csv"))
                        .err())
                .isEqualTo(
                        "hourglass: note: soil has values that are not known, such as 'moss', in 1 of 2 rows; they count as none of the known ones%n"
                                .formatted());
    }

    @Test
    void anIdColumnNamesTheRowsAndIsNotLearnt() throws IOException {
        train("--labels", "species", "--id-column", "crown", "--layers", "4-2", "--epochs", 1);
        Path codes = folder.resolve("codes.csv");
        Cli.succeed("encode", "--model", model, "--data", others, "--id-column", "crown", "-o", codes);
        String crown = Files.readAllLines(others).get(1).split(",", -1)[5];
        assertThat(Files.readAllLines(codes).get(1)).startsWith(crown + ",");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--likelihood bernoulli", "--white 2", "--image-size 2x3", "--text", "--from m.safetensors"})
    void optionsThatTablesDoNotTakeAreRefused(String options) {
        Cli.Result result = train((Object[]) ("--table " + options).split(" "));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("hourglass: %s: does not go with --table; leave one of them out%n"
                        .formatted(options.split(" ")[0]));
    }

    @Test
    void onlyTextIsATable() {
        Path images = new Workshop(folder).digits(10);
        assertThat(Cli.run("train", "--data", images, "--table", "-o", model).err())
                .isEqualTo("hourglass: --table: is for CSV files, which %s is not; leave it out%n".formatted(images));
    }

    @Test
    void withoutTheOptionATableIsRefusedWithIt() {
        assertThat(Cli.run("train", "--data", trees, "-o", model).err())
                .contains("line 2, column 1 (species): '")
                .contains("train --table takes categories and missing cells");
    }
}
