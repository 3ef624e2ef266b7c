package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Search in a library of documents. */
class SearchCommandTest {
    private static final int BITS = 32;

    @TempDir
    private static Path folder;

    private static Path library;

    @BeforeAll
    static void index() {
        Path documents = folder.resolve("documents");
        library = folder.resolve("library");
        Cli.succeed("data", "documents", "--count", 240, "-o", documents);
        Path model = folder.resolve("model.safetensors");
        Object[] fit = {"train", "--text", "--data", documents, "-o", model, "--report", "none", "--threads", 1};
        Object[] options = {"--layers", BITS, "--code-activation", "sigmoid", "--batch-size", 8, "--epochs", 40};
        Cli.succeed(Stream.of(fit, options).flatMap(Stream::of).toArray());
        Cli.succeed("index", documents, "-o", library, "--model", model);
    }

    private static Object[] command(Object... arguments) {
        return Stream.of(new Object[] {"search", library}, arguments)
                .flatMap(Stream::of)
                .toArray();
    }

    private static JsonNode search(Object... arguments) {
        return Cli.succeed(Stream.of(command(arguments), new Object[] {"--json"})
                        .flatMap(Stream::of)
                        .toArray())
                .json();
    }

    private static List<String> ids(JsonNode result) {
        List<String> ids = new ArrayList<>();
        result.at("/hits").forEach(hit -> ids.add(hit.at("/id").asText()));
        return ids;
    }

    private static void refuses(String reason, Object... arguments) {
        Cli.Result result = Cli.run(command(arguments));
        assertThat(result.exit()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).contains(reason);
    }

    @Test
    void findsDocumentsOfTheTopicByWords() {
        List<String> found = ids(search("ship", "harbour and sailor", "--top", 5, "--rank", "distance"));
        assertThat(found).hasSize(5);
        assertThat(found.stream().filter(id -> id.contains("/sea/"))).hasSizeGreaterThan(2);
    }

    @Test
    void printsATableAndTheTimeTaken() {
        String out = Cli.succeed(command("ship harbour", "--top", 3)).out();
        assertThat(out.lines().findFirst().orElseThrow()).matches("distance +score +id +title +text");
        assertThat(out.lines()).hasSize(7);
        assertThat(out).contains("ranked by TF-IDF");
        assertThat(out).containsPattern("3 found among 240 items in [0-9.]+ ms");
    }

    @Test
    void showsWhereTheWordsStandEvenInTheTable() throws IOException {
        Path documents = Files.createDirectory(folder.resolve("long"));
        String text = "A garden. ".repeat(100) + "The captain saw two lighthouses. " + "A garden. ".repeat(100);
        Files.writeString(documents.resolve("one.txt"), text);
        Path place = folder.resolve("passages");
        Cli.succeed("index", documents, "-o", place, "--model", folder.resolve("model.safetensors"));
        assertThat(Cli.succeed("search", place, "lighthouse").out()).contains("two lighthouses");
        assertThat(Cli.succeed("search", place, "--file", documents.resolve("one.txt"))
                        .out())
                .contains("A garden. A garden.")
                .doesNotContain("lighthouses");
    }

    @Test
    void findsItemsSimilarToAnItem() {
        JsonNode result = search("--like", "train/sea/00000.txt", "--top", 300, "--rank", "distance");
        assertThat(ids(result)).hasSize(239).doesNotContain("train/sea/00000.txt");
    }

    @Test
    void findsItemsSimilarToAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("example.txt"), "The ship and the lighthouse");
        assertThat(search("--file", file).at("/hits")).hasSize(10);
    }

    @Test
    void findsNothingBeyondTheRadius() {
        search("ship", "--radius", 3, "--top", 300)
                .at("/hits")
                .forEach(hit -> assertThat(hit.at("/distance").asInt()).isBetween(0, 3));
        assertThat(search("ship", "--radius", BITS).at("/hits")).hasSize(240);
    }

    @Test
    void ranksByWordsAndByAngle() {
        JsonNode byWords = search("ship", "--rank", "tf-idf", "--top", 1).at("/hits/0");
        assertThat(byWords.at("/snippet").asText()).containsIgnoringCase("ship");
        JsonNode byAngle = search("ship", "--rank", "COSINE", "--top", 2).at("/hits");
        assertThat(byAngle.at("/0/score").asDouble())
                .isGreaterThanOrEqualTo(byAngle.at("/1/score").asDouble());
    }

    @Test
    void findsOnlyWhatMatchesTheFilters() {
        List<String> found = ids(search("ship", "--topic", "garden", "--radius", BITS));
        assertThat(found).hasSize(30).allMatch(id -> id.contains("/garden/"));
        assertThat(ids(search("ship", "--topic", "garden", "--field", "content=none")))
                .isEmpty();
    }

    @Test
    void saysWhichWordsTheModelDoesNotKnow() {
        JsonNode some = search("the ship zzyzx");
        assertThat(some.at("/unknownWords")).hasSize(1);
        assertThat(some.at("/unknownWords/0").asText()).isEqualTo("zzyzx");
        assertThat(some.at("/hits")).hasSize(10);
        JsonNode none = search("zzyzx", "--rank", "distance");
        assertThat(none.at("/hits")).isEmpty();
        assertThat(none.at("/remark").asText()).contains("the model knows none of the words");
    }

    @Test
    void refusesWhatCannotBeSearchedFor() {
        refuses("needs words, --like, --file or --vector");
        refuses("needs words, --like, --file or --vector", "ship", "--like", "train/sea/00000.txt");
        refuses("'nobody': is not in the library", "--like", "nobody");
        refuses("no such file", "--file", folder.resolve("nowhere.txt"));
        refuses("33 is larger than the 32 bits of a code", "ship", "--radius", BITS + 1);
        refuses("--radius: cannot be -1", "ship", "--radius", -1);
        refuses("--top: cannot be 0", "ship", "--top", 0);
        refuses("no item has the topic 'fame'; give one of: ", "ship", "--topic", "fame");
        refuses("'fame' is not a ranking", "ship", "--rank", "fame");
    }

    @Test
    void refusesWhatIsNoLibrary() {
        Cli.Result nowhere = Cli.run("search", folder.resolve("nowhere"), "ship");
        assertThat(nowhere.exit()).isEqualTo(2);
        assertThat(nowhere.err()).contains("there is no such folder; give the folder of a library");
        Cli.Result foreign = Cli.run("search", folder, "ship");
        assertThat(foreign.exit()).isEqualTo(2);
        assertThat(foreign.err()).contains("is not a library");
    }
}
