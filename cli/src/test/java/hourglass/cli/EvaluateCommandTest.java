package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import hourglass.library.Item;
import hourglass.library.LibraryWriter;
import hourglass.persistence.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What codes of documents retrieve, by the command. */
class EvaluateCommandTest {
    @TempDir
    private static Path folder;

    private static Path documents;
    private static Path model;

    @BeforeAll
    static void fit() {
        documents = folder.resolve("documents");
        model = folder.resolve("model.safetensors");
        Cli.succeed("data", "documents", "--count", 120, "-o", documents);
        Object[] fit = {"train", "--text", "--data", documents, "-o", model, "--report", "none", "--threads", 1};
        Object[] options = {"--layers", 16, "--code-activation", "sigmoid", "--batch-size", 8, "--epochs", 40};
        Cli.succeed(Stream.of(fit, options).flatMap(Stream::of).toArray());
    }

    private static Object[] command(Path data, Object... arguments) {
        return Stream.of(new Object[] {"evaluate", "--model", model, "--data", data}, arguments)
                .flatMap(Stream::of)
                .toArray();
    }

    private static void refuses(String reason, Object... command) {
        Cli.Result result = Cli.run(command);
        assertThat(result.exit()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).contains(reason);
    }

    @Test
    void measuresTheTestPartBesideBaselinesOfTheTrainingPart() throws IOException {
        Path csv = folder.resolve("curves.csv");
        Path report = folder.resolve("curves.html");
        String out = Cli.succeed(command(documents, "--lda", "--csv", csv, "--report", report))
                .out();
        assertThat(out)
                .startsWith("40 documents of ")
                .contains("codes, 16 bits", "codes, 16 numbers", "LSA, 16", "TF-IDF", "LDA, 50 topics");
        assertThat(Files.readAllLines(csv).get(0)).isEqualTo("method,measure,at,value");
        assertThat(report).content().contains("Precision over recall", "Within a radius");
    }

    @Test
    void codesRetrieveFarMoreThanChance() {
        JsonNode result =
                Cli.succeed(command(documents, "--no-baselines", "--json")).json();
        assertThat(result.at("/methods")).hasSize(2);
        assertThat(result.at("/methods/0/meanAveragePrecision").asDouble()).isBetween(0.25, 1.0);
        assertThat(result.at("/methods/0/retrieved").toString()).isEqualTo("[1,3,7,15,31]");
        assertThat(result.at("/balls")).hasSize(5);
    }

    /** By the same model as the documents that it was made of, so that it retrieves the same. */
    @Test
    void measuresTheItemsOfALibrary() {
        Path library = folder.resolve("library");
        Cli.succeed("index", documents, "-o", library, "--model", model, "--split", "test");
        JsonNode ofDocuments =
                Cli.succeed(command(documents, "--no-baselines", "--json")).json();
        JsonNode ofItems =
                Cli.succeed("evaluate", "--library", library, "--json").json();
        assertThat(ofItems.at("/items").asInt()).isEqualTo(40);
        for (String measure : List.of("/methods/0/meanAveragePrecision", "/methods/1/meanAveragePrecision")) {
            assertThat(ofItems.at(measure).asDouble())
                    .isCloseTo(ofDocuments.at(measure).asDouble(), within(1e-6));
        }
        assertThat(ofItems.at("/balls").toString())
                .isEqualTo(ofDocuments.at("/balls").toString());
    }

    @Test
    void takesSomeOfTheItemsAsQueries() {
        JsonNode some = Cli.succeed(command(documents, "--no-baselines", "--queries", "5", "--json"))
                .json();
        assertThat(some.at("/items").asInt()).isEqualTo(40);
        assertThat(some.at("/queries").asInt()).isEqualTo(5);
        assertThat(Cli.succeed(command(documents, "--no-baselines", "--queries", "5"))
                        .out())
                .contains("40 documents of", "5 of them queries for all others");
        refuses("--queries", command(documents, "--queries", "0"));
    }

    @Test
    void takesAFieldOfTheItemsForTheirTopics() {
        Path library = folder.resolve("fields");
        try (LibraryWriter writer = LibraryWriter.open(library, ModelFile.read(model))) {
            String[] texts = {"ship and storm", "ship and sail", "bread and oven", "bread and flour", ""};
            for (int i = 0; i < texts.length; i++) {
                writer.put(Item.of("i" + i, "", texts[i]).withFields(Map.of("half", i < 2 ? "first" : "second")));
            }
            writer.commit();
        }
        JsonNode result = Cli.succeed("evaluate", "--library", library, "--by", "half", "--json")
                .json();
        assertThat(result.at("/items").asInt()).isEqualTo(4);
        assertThat(result.at("/withoutKnownWord").asInt()).isEqualTo(1);
        refuses("no two of its 4 documents have a topic in common", "evaluate", "--library", library);
    }

    @Test
    void takesALibraryOrDocuments() {
        refuses("needs --model and --data, or --library", "evaluate");
        refuses("needs --model and --data, or --library", "evaluate", "--data", documents);
        refuses("goes with none of --model", command(documents, "--library", folder));
        refuses("is not a library", "evaluate", "--library", folder);
    }

    @Test
    void takesTheShareOfTopicsInCommonWhereDocumentsHaveSeveral() throws IOException {
        Path table = Files.write(
                folder.resolve("several.csv"),
                List.of("text,topics", "ship and storm,sea;ship", "ship and sail,sea", "bread and oven,kitchen"));
        JsonNode result = Cli.succeed(command(table, "--json")).json();
        // Either of the two that have a topic in common finds the other, as one of two items, with relevance 1/2.
        assertThat(result.at("/methods/0/meanAveragePrecision").asDouble()).isBetween(0.25, 0.5);
    }

    @Test
    void refusesWhatCannotBeMeasured() throws IOException {
        Path table = Files.write(folder.resolve("none.csv"), List.of("text", "ship", "storm"));
        refuses("no two of its 2 documents have a topic in common", command(table));
        Path topics = Files.write(folder.resolve("whole.csv"), List.of("text,topics", "ship,sea", "storm,sea"));
        refuses("has no training part", command(topics, "--baselines"));
        refuses("has no test part", command(topics, "--split", "test"));
        Workshop workshop = new Workshop(Files.createDirectory(folder.resolve("numbers")));
        Path ofNumbers = workshop.model(workshop.table(), "--labels", "kind");
        refuses("is for documents", "evaluate", "--model", ofNumbers, "--data", workshop.table(), "--lda");
        Path numbers = workshop.file("numbers.csv", "height,width,depth,weight\n1,2,3,4\n2,3,4,6\n5,1,2,2\n");
        refuses("has no classes to measure by", "evaluate", "--model", ofNumbers, "--data", numbers);
    }

    @Test
    void measuresRowsByTheirClassesBesideTheRowsThemselves() throws IOException {
        Path digits = Files.createDirectory(folder.resolve("digits"));
        Cli.succeed("data", "digits", "--count", 300, "--seed", 1, "-o", digits.resolve("train-images-idx3-ubyte.gz"));
        Cli.succeed("data", "digits", "--count", 100, "--seed", 2, "-o", digits.resolve("t10k-images-idx3-ubyte.gz"));
        Path ofDigits = folder.resolve("digits.safetensors");
        Object[] fit = {"train", "--data", digits, "-o", ofDigits, "--report", "none", "--threads", 1};
        Object[] options = {"--objective", "log-nca", "--layers", "30-5", "--epochs", 20, "--batch-size", 100};
        Cli.succeed(Stream.of(fit, options).flatMap(Stream::of).toArray());

        JsonNode result = Cli.succeed("evaluate", "--model", ofDigits, "--data", digits, "--json")
                .json();

        assertThat(result.at("/items").asInt()).isEqualTo(100);
        assertThat(result.at("/neighborErrors/3").asDouble()).isBetween(0.0, 0.4);
        List<String> names = new ArrayList<>();
        result.at("/methods").forEach(method -> names.add(method.at("/name").asText()));
        assertThat(names).contains("codes, 5 numbers", "principal components, 5", "rows, 784 numbers");
        double codes = precision(result, "codes, 5 numbers");
        assertThat(codes).isGreaterThan(precision(result, "principal components, 5"));
    }

    private static double precision(JsonNode result, String name) {
        for (JsonNode method : result.at("/methods")) {
            if (method.at("/name").asText().equals(name)) {
                return method.at("/meanAveragePrecision").asDouble();
            }
        }
        throw new AssertionError("no " + name);
    }
}
