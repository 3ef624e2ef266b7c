package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.file.Npy;
import hourglass.library.Library;
import hourglass.library.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vectors of one's own, indexed, searched, indexed again and pruned by the command. */
class VectorLibraryTest {
    private static final int COLUMNS = 40;

    @TempDir
    private Path folder;

    private Workshop workshop;
    private Path vectors;
    private Path ids;
    private Path library;

    @BeforeEach
    void write() {
        workshop = new Workshop(folder);
        vectors = vectors("vectors.npy", 90);
        ids = ids(90);
        library = folder.resolve("library");
    }

    private static float[] vector(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] vector = new float[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            vector[i] = (float) random.nextDouble(-1, 1);
        }
        return vector;
    }

    private Path vectors(String name, int count) {
        Path file = folder.resolve(name);
        Npy.write(
                file,
                Matrix.of(IntStream.range(0, count)
                        .mapToObj(VectorLibraryTest::vector)
                        .toArray(float[][]::new)));
        return file;
    }

    private Path ids(int count) {
        return workshop.file(
                "ids.txt",
                IntStream.range(0, count).mapToObj(i -> "item-" + i + "\n").collect(Collectors.joining()));
    }

    private JsonNode index(Object... more) {
        List<Object> command = new ArrayList<>(List.of("index", vectors, "-o", library, "--json"));
        command.addAll(List.of(more));
        return Cli.succeed(command.toArray()).json();
    }

    private JsonNode search(Object... more) {
        List<Object> command = new ArrayList<>(List.of("search", library, "--json"));
        command.addAll(List.of(more));
        return Cli.succeed(command.toArray()).json();
    }

    private static void refuses(String reason, Object... command) {
        Cli.Result result = Cli.run(command);
        assertThat(result.exit()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).contains(reason);
    }

    private void indexRefuses(String reason, Object... more) {
        List<Object> command = new ArrayList<>(List.of("index", vectors, "-o", library));
        command.addAll(List.of(more));
        refuses(reason, command.toArray());
        assertThat(library).doesNotExist();
    }

    private static String line(float[] vector) {
        return IntStream.range(0, vector.length).mapToObj(i -> "" + vector[i]).collect(Collectors.joining(","));
    }

    @Test
    void fitsAHashFunctionAndIndexesAllUnderTheirIds() {
        JsonNode result = index("--ids", ids, "--bits", 32);
        assertThat(result.at("/items").asInt()).isEqualTo(90);
        assertThat(result.at("/bits").asInt()).isEqualTo(32);
        assertThat(result.has("remarks") ? result.at("/remarks").size() : 0).isZero();
        try (Library written = Library.open(library);
                Snapshot items = written.snapshot()) {
            assertThat(written.model().fit().options()).containsEntry("hasher", "itq");
            assertThat(items.vector("item-17")).contains(vector(17));
        }
    }

    @Test
    void rowsWithoutIdsHaveTheirNumbers() {
        index();
        assertThat(search("--like", "17").at("/hits")).hasSize(10);
    }

    @Test
    void choosesRandomHyperplanesWhereThereAreFewerDirectionsThanBitsAndSaysSo() {
        JsonNode result = index();
        assertThat(result.at("/bits").asInt()).isEqualTo(128);
        assertThat(result.at("/remarks/0").asText())
                .contains("vary in 40 directions or fewer, of which ITQ cannot make 128 bits", "(lsh)");
    }

    @Test
    void choosesThemForVectorsOfWhichManyAreTheSameToo() {
        Npy.write(vectors, Rows.of(new float[200 * 200], 200));
        assertThat(index().at("/remarks/0").asText()).contains("vary in 127 directions or fewer");
    }

    @Test
    void fitsTheHashFunctionThatIsNamed() {
        assertThat(index("--hasher", "rotation").at("/bits").asInt()).isEqualTo(40);
        refuses("--hasher: is itq, but the model", "index", vectors, "-o", library, "--hasher", "itq");
        assertThat(index("--hasher", "rotation").at("/changes/replaced").asInt())
                .isZero();
    }

    @Test
    void indexesAgainWhatHasChangedAndPrunesWhatIsGone() {
        index("--ids", ids);
        float[][] changed =
                IntStream.range(0, 80).mapToObj(VectorLibraryTest::vector).toArray(float[][]::new);
        changed[3] = vector(1000);
        Npy.write(vectors, Matrix.of(changed));
        JsonNode changes = index("--ids", ids(80), "--prune").at("/changes");
        assertThat(changes.at("/replaced").asInt()).isEqualTo(1);
        assertThat(changes.at("/deleted").asInt()).isEqualTo(10);
        assertThat(changes.at("/added").asInt()).isZero();
        Path query = workshop.file("query.csv", line(vector(1000)));
        JsonNode hit = search("--vector", query).at("/hits/0");
        assertThat(hit.at("/id").asText()).isEqualTo("item-3");
        assertThat(hit.at("/score").floatValue()).isBetween(0.9999f, 1.0001f);
        Cli.succeed("verify", library);
    }

    @Test
    void searchesByAVectorInAnyForm() {
        index("--ids", ids);
        Path row = folder.resolve("row.npy");
        Npy.write(row, Rows.of(vector(5), COLUMNS));
        Path column = folder.resolve("column.npy");
        Npy.write(column, Rows.of(vector(5), 1));
        List<Path> queries = List.of(
                row,
                column,
                workshop.file("line.csv", line(vector(5))),
                workshop.file("lines.csv", line(vector(5)).replace(',', '\n')),
                workshop.file("list.json", "[" + line(vector(5)) + "]\n"));
        for (Path query : queries) {
            assertThat(search("--vector", query).at("/hits/0/id").asText())
                    .as(query.toString())
                    .isEqualTo("item-5");
        }
    }

    @Test
    void rescoringOfAllFindsTheNearestByEachMetric() {
        index("--ids", ids);
        Path query = workshop.file("query.csv", line(vector(5)));
        for (String metric : List.of("cosine", "dot", "l2")) {
            JsonNode hits = search("--vector", query, "--rescore", 90, "--metric", metric, "--top", 90)
                    .at("/hits");
            assertThat(hits).hasSize(90);
            assertThat(IntStream.range(0, 90)
                            .mapToDouble(i -> -hits.at("/%d/score".formatted(i)).asDouble()))
                    .isSorted();
        }
    }

    @Test
    void saysThatItRescores() {
        index("--ids", ids);
        assertThat(Cli.succeed("search", library, "--like", "item-3").out())
                .contains("the 100 items of the nearest codes, in the order of the cosine of their vectors");
    }

    @Test
    void keepsTheOrderOfCodesOnRequest() {
        index("--ids", ids);
        JsonNode result = search("--like", "item-3", "--rescore", 0, "--top", 90);
        assertThat(result.at("/remark").asText()).isEmpty();
        assertThat(IntStream.range(0, 89)
                        .map(i -> result.at("/hits/%d/distance".formatted(i)).asInt()))
                .isSorted();
    }

    @Test
    void measuresHowManyOfTheNearestASearchFinds() {
        index("--ids", ids, "--bits", 32);
        JsonNode result = Cli.succeed("evaluate", "--library", library, "--queries", 30, "--json")
                .json();
        assertThat(result.at("/vectors").asInt()).isEqualTo(90);
        assertThat(result.at("/queries").asInt()).isEqualTo(30);
        assertThat(result.at("/neighbors").toString()).isEqualTo("[1,10]");
        double alone = result.at("/depths/0/recalls/1").asDouble();
        assertThat(alone).isBetween(0.2, 0.9);
        assertThat(result.at("/depths/2/rescored").asInt()).isEqualTo(100);
        assertThat(result.at("/depths/2/recalls").toString()).isEqualTo("[1.0,1.0]");
    }

    @Test
    void showsTheRecallInATableAndAReport() throws IOException {
        index("--ids", ids);
        Path report = folder.resolve("report.html");
        Cli.Result result = Cli.succeed("evaluate", "--library", library, "--metric", "l2", "--report", report);
        assertThat(result.out()).contains("by Euclidean distance", "recall (%) of the nearest", "100 rescored");
        assertThat(Files.readString(report)).contains("Recall of nearest neighbours", "<svg");
    }

    @Test
    void measuresByClassesToo() {
        StringBuilder table = new StringBuilder("id,x,y,kind\n");
        for (int i = 0; i < 20; i++) {
            table.append("k%d,%s,%s,%s%n".formatted(i, vector(i)[0], vector(i)[1], i % 2 == 0 ? "oak" : "ash"));
        }
        vectors = workshop.file("table.csv", table.toString());
        index("--labels", "kind", "--hasher", "lsh");
        JsonNode result =
                Cli.succeed("evaluate", "--library", library, "--json").json();
        assertThat(result.at("/methods")).isNotEmpty();
        assertThat(result.at("/recall/vectors").asInt()).isEqualTo(20);
    }

    @Test
    void indexesTablesOfNumbers() {
        StringBuilder table = new StringBuilder("key,x,y,z\n");
        for (int i = 0; i < 20; i++) {
            table.append("k%d,%s,%s,%s%n".formatted(i, vector(i)[0], vector(i)[1], vector(i)[2]));
        }
        vectors = workshop.file("table.csv", table.toString());
        index("--id-column", "key");
        assertThat(search("--like", "k3").at("/hits")).hasSize(10);
    }

    @Test
    void remarksThatAColumnOfIdsIsReadAsNumbers() {
        vectors = workshop.file("table.csv", "id,x\n1,2\n2,3\n3,5\n");
        assertThat(index().at("/remarks").toString()).contains("column id is read as numbers like the others");
    }

    @Test
    void readsATableOfIds() {
        vectors = vectors("three.npy", 3);
        index("--ids", workshop.file("ids.csv", "id\n\"a\"\n\"b\"\"c\"\nd\n"));
        assertThat(search("--like", "b\"c", "--top", 2).at("/hits").findValuesAsText("id"))
                .containsExactlyInAnyOrder("a", "d");
    }

    @Test
    void refusesIdsThatAreNotOneForEachRow() {
        indexRefuses("ids.txt: has 89 ids, but " + vectors + " holds 90 rows", "--ids", ids(89));
    }

    @Test
    void refusesAnIdThatIsThereTwice() {
        Path twice = workshop.file("ids.txt", "a\nb\na\n");
        vectors = vectors("three.npy", 3);
        indexRefuses("ids.txt: lines 1 and 3: have the same id 'a'", "--ids", twice);
    }

    @Test
    void refusesAnEmptyId() {
        vectors = vectors("three.npy", 3);
        indexRefuses("ids.txt: line 2: has an empty id", "--ids", workshop.file("ids.txt", "a\n\nb\n"));
    }

    @Test
    void refusesIdsOfAColumnThatAreThereTwice() {
        vectors = workshop.file("table.csv", "id,x,y\na,1,2\nb,3,4\na,5,6\n");
        indexRefuses("table.csv: rows 0 and 2: have the same id 'a'");
    }

    @Test
    void refusesNumbersThatAreNotFinite() {
        float[] numbers = new float[3 * COLUMNS];
        numbers[COLUMNS + 2] = Float.NaN;
        Npy.write(vectors, Rows.of(numbers, COLUMNS));
        indexRefuses("row 1, column 2: NaN is not a finite number");
    }

    @Test
    void refusesOptionsForDocuments() {
        indexRefuses("--words: is for documents", "--words", 100);
    }

    @Test
    void refusesOptionsOfVectorsForDocuments() {
        Path documents = workshop.file("documents.jsonl", "{\"id\": \"a\", \"text\": \"the ship\"}\n");
        refuses("--ids: is for rows of numbers", "index", documents, "-o", library, "--ids", ids);
    }

    @Test
    void refusesVectorsOfAnotherLengthThanTheLibrary() {
        index("--ids", ids);
        Npy.write(vectors, Rows.of(new float[90], 1));
        refuses("1 columns", "index", vectors, "-o", library, "--ids", ids);
    }

    @Test
    void refusesAQueryOfAnotherLength() {
        index("--ids", ids);
        Path query = workshop.file("query.csv", "1,2,3");
        refuses(
                "query.csv: holds a vector of 3 numbers, but the model of the library takes 40",
                "search",
                library,
                "--vector",
                query);
    }

    @Test
    void refusesAQueryOfManyVectors() {
        index("--ids", ids);
        refuses("vectors.npy: holds 90 vectors", "search", library, "--vector", vectors);
    }

    @Test
    void refusesJsonThatIsNoVector() {
        index("--ids", ids);
        Path query = workshop.file("query.json", "[1, \"two\"]");
        refuses("query.json: holds no list of numbers in JSON", "search", library, "--vector", query);
    }

    @Test
    void refusesFewerToRescoreThanToFind() {
        index("--ids", ids);
        refuses(
                "--rescore: orders 5 items, fewer than the --top 20",
                "search",
                library,
                "--like",
                "item-3",
                "--rescore",
                5,
                "--top",
                20);
    }

    @Test
    void refusesTwoOrders() {
        index("--ids", ids);
        refuses(
                "--rescore: does not go with --rank",
                "search",
                library,
                "--like",
                "item-3",
                "--rescore",
                5,
                "--rank",
                "cosine");
    }
}
