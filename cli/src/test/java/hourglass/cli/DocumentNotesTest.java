package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command that reads documents shows what it passed over or guessed. */
class DocumentNotesTest {
    private static final String TRAINING = "windows-1252: 1; first: train/ships/latin.txt";
    private static final String TEST = "windows-1252: 1; first: test/ships/latin.txt";

    @TempDir
    private Path folder;

    private Workshop workshop;
    private Path documents;
    private Path model;

    @BeforeEach
    void makeDocuments() throws IOException {
        workshop = new Workshop(folder);
        documents = folder.resolve("documents");
        model = folder.resolve("model.safetensors");
        Cli.succeed("data", "documents", "--count", 30, "-o", documents);
        for (String part : new String[] {"train", "test"}) {
            Path ships = Files.createDirectories(documents.resolve(part).resolve("ships"));
            Files.writeString(ships.resolve("latin.txt"), "ships sail to a caf\u00E9", StandardCharsets.ISO_8859_1);
        }
    }

    private Cli.Result train(Object... options) {
        Object[] command = {
            "train", "--text", "--data", documents, "-o", model, "--layers", "8-2", "--epochs", 1, "--report", "none"
        };
        return Cli.succeed(Stream.of(command, options).flatMap(Stream::of).toArray());
    }

    @Test
    void trainShowsThemForBothParts() {
        assertThat(train().out()).contains("note: guessed the charset", TRAINING, TEST);
    }

    @Test
    void encodeShowsThoseOfWhatItEncodes() {
        train();
        Path codes = folder.resolve("codes.npy");
        assertThat(Cli.succeed("encode", "--model", model, "--data", documents.resolve("train"), "-o", codes)
                        .out())
                .contains("note: guessed the charset", "windows-1252: 1; first: ships/latin.txt");
    }

    @Test
    void evaluateShowsThemForBothParts() {
        train();
        assertThat(Cli.succeed("evaluate", "--model", model, "--data", documents)
                        .out())
                .contains("note: guessed the charset", TRAINING, TEST);
    }

    @Test
    void jsonHasThemAsRemarks() {
        assertThat(train("--json").json().get("remarks"))
                .extracting(JsonNode::asText)
                .satisfiesExactly(first -> assertThat(first).contains(TRAINING), second -> assertThat(second)
                        .contains(TEST));
    }

    @Test
    void indexShowsEachOfSeveral() {
        workshop.file("documents/paper.pdf", "%PDF-1.4".getBytes(StandardCharsets.UTF_8));
        assertThat(Cli.succeed("index", documents, "-o", folder.resolve("library"), "--bits", 8, "--epochs", 1)
                        .out())
                .contains("note: passed over what is not text", "note: guessed the charset");
    }
}
