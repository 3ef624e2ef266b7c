package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hourglass.library.Library;
import hourglass.library.LibraryWriter;
import hourglass.library.Snapshot;
import hourglass.persistence.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents and other data into libraries. */
class IndexCommandTest {
    private static final Object[] SMALL = {"--bits", 12, "--epochs", 2, "--words", 100, "--threads", 1};

    @TempDir
    private static Path shared;

    /** Of the documents that each test begins with. */
    private static Path model;

    @TempDir
    private Path folder;

    private Path documents;
    private Path library;

    @BeforeAll
    static void fitModel() {
        Path documents = shared.resolve("documents");
        Path library = shared.resolve("library");
        Cli.succeed("data", "documents", "--count", 60, "-o", documents);
        index(documents, library, SMALL);
        model = library.resolve("model.safetensors");
    }

    @BeforeEach
    void write() {
        documents = folder.resolve("documents");
        library = folder.resolve("library");
        Cli.succeed("data", "documents", "--count", 60, "-o", documents);
    }

    private static Object[] command(Path source, Path library, Object... more) {
        return Stream.of(new Object[] {"index", source, "-o", library, "--json"}, more)
                .flatMap(Stream::of)
                .toArray();
    }

    private static JsonNode index(Path source, Path library, Object... more) {
        return Cli.succeed(command(source, library, more)).json();
    }

    private static void refuses(String reason, Object... command) {
        Cli.Result result = Cli.run(command);
        assertThat(result.exit()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).hasLineCount(1).contains(reason);
    }

    private int items() {
        try (Library there = Library.open(library);
                Snapshot items = there.snapshot()) {
            return items.count();
        }
    }

    @Test
    void fitsAModelToTheTrainingPartAndIndexesAll() {
        JsonNode result = index(documents, library, SMALL);
        assertThat(result.at("/items").asInt()).isEqualTo(60);
        assertThat(result.at("/bits").asInt()).isEqualTo(12);
        assertThat(result.at("/changes/added").asInt()).isEqualTo(60);
        assertThat(ModelFile.read(library.resolve("model.safetensors")).data().rows())
                .isEqualTo(40);
        assertThat(folder.resolve("library.checkpoint")).doesNotExist();
    }

    @Test
    void indexesOnePartAlone() {
        assertThat(index(documents, library, "--model", model, "--split", "test")
                        .at("/items")
                        .asInt())
                .isEqualTo(20);
    }

    @Test
    void passesOverWhatIsThereAndReplacesWhatHasChanged() throws IOException {
        index(documents, library, "--model", model);
        Files.writeString(documents.resolve("train/sea/00000.txt"), "the ship sank");
        Files.writeString(documents.resolve("train/sea/new.txt"), "a new ship");
        JsonNode changes = index(documents, library).at("/changes");
        assertThat(changes.at("/added").asInt()).isEqualTo(1);
        assertThat(changes.at("/replaced").asInt()).isEqualTo(1);
        assertThat(items()).isEqualTo(61);
        assertThat(index(documents, library).at("/changes/replaced").asInt()).isZero();
    }

    @Test
    void keepsTheLastOfEqualIdsInEveryRun() throws IOException {
        Path table = Files.writeString(folder.resolve("table.csv"), "id,text\n1,the ship\n2,a sailor\n1,the harbour\n");
        for (int added : List.of(2, 0, 0)) {
            JsonNode result = index(table, library, "--model", model);
            assertThat(result.at("/changes/added").asInt()).isEqualTo(added);
            assertThat(result.at("/changes/replaced").asInt()).isZero();
            assertThat(result.at("/changes/repeated").asInt()).isEqualTo(1);
            assertThat(result.at("/remarks/0").asText()).contains("1 items have the id of a later one");
            try (Library there = Library.open(library);
                    Snapshot items = there.snapshot()) {
                items.forEach(item -> assertThat(item.text()).isNotEqualTo("the ship"));
            }
        }
    }

    @Test
    void keepsWhatACutArchiveHolds() throws IOException {
        Path archive = folder.resolve("cut.tar");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(archive))) {
            for (String name : List.of("a.txt", "b.txt")) {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(8);
                tar.putArchiveEntry(entry);
                tar.write("the ship".getBytes(StandardCharsets.UTF_8));
                tar.closeArchiveEntry();
            }
        }
        index(archive, library, "--model", model);
        Files.write(archive, Arrays.copyOf(Files.readAllBytes(archive), 1024));
        refuses("the archive is cut off", command(archive, library, "--prune"));
        assertThat(items()).isEqualTo(2);
    }

    @Test
    void deletesWhatIsGoneOnlyWhenItIsToldTo() throws IOException {
        index(documents, library, "--model", model);
        Files.delete(documents.resolve("train/sea/00000.txt"));
        index(documents, library);
        assertThat(items()).isEqualTo(60);
        assertThat(index(documents, library, "--prune").at("/changes/deleted").asInt())
                .isEqualTo(1);
        assertThat(items()).isEqualTo(59);
    }

    @Test
    void countsDocumentsWithoutAKnownWord() throws IOException {
        Files.writeString(documents.resolve("train/sea/empty.txt"), "");
        Files.writeString(documents.resolve("train/sea/foreign.txt"), "zzyzx");
        JsonNode result = index(documents, library, "--model", model);
        assertThat(result.at("/items").asInt()).isEqualTo(62);
        assertThat(result.at("/withoutCode").asInt()).isEqualTo(2);
    }

    @Test
    void readsDocumentsInBrokenEncodings() throws IOException {
        Files.write(documents.resolve("train/sea/broken.txt"), new byte[] {'s', 'h', 'i', 'p', ' ', (byte) 0xC3, '('});
        assertThat(index(documents, library, "--model", model).at("/items").asInt())
                .isEqualTo(61);
    }

    @Test
    void indexesRowsWithTheirClassesByAModelOfNumbers() {
        Workshop workshop = new Workshop(folder);
        Path digits = workshop.digits(20);
        Path ofDigits = workshop.model(digits);
        assertThat(index(digits, library, "--model", ofDigits).at("/items").asInt())
                .isEqualTo(20);
        JsonNode hits = Cli.succeed("search", library, "--like", 3, "--top", 4, "--json")
                .json()
                .at("/hits");
        assertThat(hits).hasSize(4);
    }

    @Test
    void refusesAPileThatThereIsNothingToLearnFrom() throws IOException {
        Path one = Files.createDirectory(folder.resolve("one"));
        refuses("holds no documents", command(one, library));
        Files.writeString(one.resolve("a.txt"), "");
        refuses("hold no words", command(one, library));
        Files.writeString(one.resolve("a.txt"), "ships sail");
        refuses("there is nothing to learn from", command(one, library));
        assertThat(library).doesNotExist();
    }

    @Test
    void learnsFromTwoDocuments() throws IOException {
        Path two = Files.createDirectory(folder.resolve("two"));
        Files.writeString(two.resolve("a.txt"), "ships sail");
        Files.writeString(two.resolve("b.txt"), "ovens bake");
        assertThat(index(two, library, SMALL).at("/items").asInt()).isEqualTo(2);
    }

    @Test
    void refusesAFolderThatIsNoLibrary() {
        refuses("is not a library", command(documents, folder));
        refuses("lies within", command(documents, documents.resolve("library")));
    }

    @Test
    void refusesToMixModels() {
        index(documents, library, "--model", model);
        Path other = folder.resolve("other");
        index(documents, other, "--bits", 8, "--epochs", 1);
        refuses(
                "was made with another model",
                command(documents, library, "--model", other.resolve("model.safetensors")));
        refuses("--bits: is 8, but the model of", command(documents, library, "--bits", 8));
        refuses("--language: is german, but", command(documents, library, "--language", "german"));
    }

    @Test
    void refusesASecondWriter() {
        index(documents, library, "--model", model);
        try (LibraryWriter writer = LibraryWriter.open(library)) {
            assertThat(writer.model().text()).isNotNull();
            refuses("is being written to already", command(documents, library));
        }
        assertThat(items()).isEqualTo(60);
    }

    @Test
    void refusesADamagedLibrary() throws IOException {
        index(documents, library, "--model", model);
        try (Stream<Path> files = Files.list(library.resolve("index"))) {
            for (Path file : files.filter(file -> !file.endsWith("write.lock")).toList()) {
                Files.write(file, List.of("damaged"));
            }
        }
        refuses("damaged", command(documents, library));
        refuses("damaged", "search", library, "ship");
    }

    @Test
    void refusesNumbersThatCannotBe() {
        refuses("--bits: cannot be 4097", command(documents, library, "--bits", 4097));
        refuses("--epochs: cannot be 0", command(documents, library, "--epochs", 0));
        refuses("--words: cannot be -1", command(documents, library, "--words", -1));
        refuses("--commit-every: cannot be 0", command(documents, library, "--commit-every", 0));
        refuses("there is no 'klingon'", command(documents, library, "--language", "klingon"));
    }
}
