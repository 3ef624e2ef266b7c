package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import hourglass.data.Matrix;
import hourglass.data.file.Csv;
import hourglass.data.file.Idx;
import hourglass.data.file.Npy;
import hourglass.data.file.ReadOptions;
import hourglass.persistence.FittedModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes in which near means similar: trained, decoded, traversed and drawn by the command. */
class SimilarityCommandsTest {
    @TempDir
    private Path folder;

    private Workshop workshop;
    private Path digits;

    @BeforeEach
    void open() {
        workshop = new Workshop(folder);
        digits = workshop.digits(120);
    }

    /** Trains quickly, by other options where they are given. */
    private Cli.Result train(Object... options) {
        Map<Object, Object> usual = new LinkedHashMap<>(Map.of(
                "--data",
                digits,
                "-o",
                folder.resolve("model.safetensors"),
                "--layers",
                "20-4",
                "--epochs",
                40,
                "--learning-rate",
                0.01,
                "--batch-size",
                60,
                "--threads",
                1,
                "--report",
                "none"));
        usual.keySet().removeAll(List.of(options));
        List<Object> command = new ArrayList<>(List.of("train", "--json"));
        usual.forEach((option, value) -> command.addAll(List.of(option, value)));
        command.addAll(List.of(options));
        return Cli.run(command.toArray());
    }

    private Path split() {
        assertThat(train("--objective", "nca", "--mix", 0.9, "--compared", 2).exit())
                .isZero();
        return folder.resolve("model.safetensors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nca", "log-nca", "contrastive:3", "triplet:1", "agreement:0.3"})
    void trainsByAnObjectiveAndSaysHowNeighboursVote(String objective) {
        Cli.Result result = train("--objective", objective);

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.json().get("evaluation").get("rows").asInt()).isEqualTo(120);
        assertThat(result.json().get("evaluation").get("errors").get("1").asDouble())
                .isBetween(0.0, 0.8);
        JsonNode losses = result.json().get("stages").get(0).get("trainingLosses");
        assertThat(losses.get(losses.size() - 1).asDouble())
                .isLessThan(0.9 * losses.get(0).asDouble());
    }

    @Test
    void saysThatComponentsAreJoinedWithTheCodeOfDocuments() {
        Path documents = folder.resolve("documents");
        Cli.succeed("data", "documents", "--count", 60, "--seed", 1, "-o", documents);
        List<Object> command = List.of(
                "train",
                "--data",
                documents,
                "--text",
                "--layers",
                4,
                "--objective",
                "agreement:0.2",
                "--epochs",
                1,
                "-o",
                folder.resolve("documents.safetensors"),
                "--report",
                "none",
                "--overwrite");
        String chosen = "--components 0.7, to suit the data";

        assertThat(Cli.succeed(command.toArray()).out()).contains(chosen);
        assertThat(Cli.succeed(Stream.concat(command.stream(), Stream.of("--components", 0))
                                .toArray())
                        .out())
                .doesNotContain(chosen);
    }

    @Test
    void aModelOfSimilarityAloneEncodesButDoesNotDecode() {
        train("--objective", "nca");
        Path codes = folder.resolve("codes.npy");
        Path model = folder.resolve("model.safetensors");

        Cli.succeed("encode", "--model", model, "--data", digits, "-o", codes);
        assertThat(Npy.read(codes, ReadOptions.DEFAULT).rows().columns()).isEqualTo(4);
        Cli.Result refused = Cli.run("reconstruct", "--model", model, "--data", digits, "-o", folder.resolve("r.npy"));
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("has no decoder", "--mix").hasLineCount(1);
    }

    @Test
    void comparesTheRowsOfAFileOfPairs() {
        workshop.file("pairs.csv", "0,1,1\n2,3,0\n4,5,1\n6,7,0\n8,9,1\n");
        assertThat(train("--objective", "contrastive:1", "--pairs", folder.resolve("pairs.csv"))
                        .exit())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--objective nearness | is not a similarity loss",
                "--objective nca:3 | is not a similarity loss",
                "--objective nca --mix 0 | the mix must lie in 0..1",
                "--objective nca --compared 4 | leaves none to reconstruct alone",
                "--objective nca --views mirror | does not name views",
                "--mix 0.5 | is for --objective",
                "--pairs pairs.csv | is for --objective",
                "--objective nca --model pca | is not for --model pca",
                "--objective nca --batch-size 1 | nothing to compare"
            })
    void refusesWhatMakesNoSense(String options, String reason) {
        Cli.Result result = train((Object[]) options.split(" "));

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains(reason).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0,120 | row 120 does not exist",
                "3,3 | both are row 3",
                "0,1.5 | is not a whole number",
                "0,1,2 | is not a whole number from 0 to 1",
                "1 | has 1 columns"
            })
    void refusesPairsThatAreNone(String pair, String reason) {
        Path pairs = workshop.file(
                "pairs.csv", "0,1,1\n".substring(0, Math.min(6, pair.split(",").length * 2 - 1)) + "\n" + pair + "\n");
        Cli.Result result = train("--objective", "contrastive:1", "--pairs", pairs);

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains(reason).hasLineCount(1);
    }

    @Test
    void refusesDataWithoutClassesAndSaysWhatElseThereIs() throws IOException {
        Files.delete(Idx.labelsBeside(digits));
        Cli.Result result = train("--objective", "nca");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("no row has a class", "pairs", "agreement")
                .hasLineCount(1);
    }

    @Test
    void decodesCodesAsTheLibraryDoes() {
        Path model = split();
        Path codes = folder.resolve("codes.npy");
        Path items = folder.resolve("items.npy");
        Cli.succeed("encode", "--model", model, "--data", digits, "-o", codes);
        Cli.succeed("decode", "--model", model, "--codes", codes, "-o", items);

        Matrix expected = FittedModel.load(model)
                .decode(Npy.read(codes, ReadOptions.DEFAULT).rows());
        assertThat(Npy.read(items, ReadOptions.DEFAULT).rows().toArray()).isEqualTo(expected.values());
    }

    @Test
    void decodesACodeFromTheCommandLine() {
        Path model = split();
        Path item = folder.resolve("item.csv");
        Cli.succeed("decode", "--model", model, "--code", "0.5,-1,0,2", "-o", item);

        float[] expected = FittedModel.load(model)
                .decode(Matrix.of(new float[] {0.5f, -1, 0, 2}))
                .values();
        assertThat(Csv.read(item, ReadOptions.DEFAULT).rows().toArray()).containsExactly(expected, offset(1e-6f));
    }

    @Test
    void refusesCodesOfAnotherLength() {
        Cli.Result result = Cli.run("decode", "--model", split(), "--code", "1,2,3", "-o", folder.resolve("x.npy"));

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("codes of 3 numbers, but the model's have 4")
                .hasLineCount(1);
    }

    @Test
    void traversesEveryUnitAndDrawsThem() throws IOException {
        Path picture = folder.resolve("units.png");
        JsonNode result = Cli.succeed(
                        "traverse",
                        "--model",
                        split(),
                        "--data",
                        digits,
                        "--sample",
                        10,
                        "--steps",
                        5,
                        "-o",
                        picture,
                        "--json")
                .json();

        assertThat(result.get("units")).hasSize(4);
        BufferedImage drawn = ImageIO.read(picture.toFile());
        assertThat(drawn.getWidth()).isEqualTo(2 + 5 * (2 * 7 + 2));
        assertThat(drawn.getHeight()).isEqualTo(2 + 4 * (2 * 7 + 2));
    }

    @Test
    void traversesFromOneRowToAnother() {
        JsonNode result = Cli.succeed(
                        "traverse", "--model", split(), "--data", digits, "--row", 0, "--to", 1, "--steps", 4, "--json")
                .json();

        assertThat(result.get("classes")).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--row 120", "--to -1", "--unit 4", "--steps 1", "--sample 0"})
    void refusesRowsUnitsAndStepsThatDoNotExist(String option) {
        String[] words = option.split(" ");
        Cli.Result result = Cli.run("traverse", "--model", split(), "--data", digits, words[0], words[1]);

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains(words[0], "cannot be " + words[1]).hasLineCount(1);
    }

    @Test
    void mapsByEveryMethodAndWritesPagePictureAndPoints() throws IOException {
        Path page = folder.resolve("map.html");
        JsonNode result = Cli.succeed("map", "--data", digits, "--epochs", 2, "--threads", 1, "-o", page, "--json")
                .json();

        assertThat(result.get("methods").findValuesAsText("name"))
                .isEqualTo(List.of("pca", "lda", "autoencoder", "nca", "siamese", "agreement"));
        assertThat(Files.readString(page)).contains("\"name\":\"siamese\"").doesNotContain("http://", "https://");
        assertThat(ImageIO.read(folder.resolve("map.png").toFile()).getWidth()).isGreaterThan(1000);
        assertThat(Csv.read(folder.resolve("map.csv"), ReadOptions.DEFAULT.withLabelColumn("label"))
                        .rows()
                        .columns())
                .isEqualTo(12);
    }

    @Test
    void mapsAModel() {
        JsonNode result = Cli.succeed(
                        "map", "--data", digits, "--model", split(), "-o", folder.resolve("map.html"), "--json")
                .json();

        assertThat(result.get("methods")).hasSize(1);
        assertThat(result.get("methods").get(0).get("error").asDouble()).isBetween(0.0, 0.9);
    }

    @Test
    void refusesMethodsThatNeedClassesWhereThereAreNone() throws IOException {
        Files.delete(Idx.labelsBeside(digits));
        Cli.Result result = Cli.run("map", "--data", digits, "--methods", "pca,lda", "-o", folder.resolve("map.html"));

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("has no classes for lda").hasLineCount(1);
    }
}
