package hourglass.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hourglass.cli.Cli;
import hourglass.data.TfIdf;
import hourglass.data.file.Npy;
import hourglass.data.file.ReadOptions;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents through the commands that take data. */
class TextTest {
    @TempDir
    private Path folder;

    private Path documents;
    private Path model;

    @BeforeEach
    void write() throws IOException {
        documents = folder.resolve("documents");
        model = folder.resolve("model.safetensors");
        String[][] topics = {{"ships", "sailed", "harbour", "storms"}, {"bread", "ovens", "flour", "baking"}};
        for (String part : new String[] {"train", "test"}) {
            for (int i = 0; i < 24; i++) {
                String[] words = topics[i % 2];
                Path file = documents
                        .resolve(part)
                        .resolve(i % 2 == 0 ? "sea" : "kitchen")
                        .resolve(i + ".txt");
                Files.createDirectories(file.getParent());
                Files.writeString(
                        file, "%s %s and the %s".formatted(words[i % 4], words[(i + 1) % 4], words[(i / 2) % 4]));
            }
        }
    }

    private JsonNode train(Object... more) {
        int model = List.of(more).indexOf("--model");
        Object kind = model < 0 ? "autoencoder" : more[model + 1];
        String layers = List.of("rbm", "pca", "sparse").contains(kind) ? "3" : "6-3";
        List<Object> all = new ArrayList<>(
                List.of("train", "--text", "--data", documents, "-o", this.model, "--layers", layers, "--json"));
        if (!kind.equals("pca")) {
            all.addAll(List.of("--epochs", 3));
        }
        all.addAll(List.of(more));
        return Cli.succeed(all.toArray()).json();
    }

    @Test
    void trainsOnTheWordsOfDocumentsAndForetellsThoseOfTheTestPart() {
        JsonNode result = train();
        assertThat(result.at("/evaluation/documents").asInt()).isEqualTo(24);
        assertThat(result.at("/evaluation/heldOut").asInt()).isEqualTo(24);
        assertThat(result.at("/evaluation/loss").asDouble()).isBetween(0.5, 4.0);
        FittedModel saved = ModelFile.read(model);
        assertThat(saved.text().words()).contains("ship", "sail", "bread");
        assertThat(saved.transform()).isInstanceOf(TfIdf.class);
        assertThat(saved.thresholds().bits()).isEqualTo(3);
    }

    @Test
    void wordsAreForetoldByTheirSharesInTheCountsThatAreExpected() {
        JsonNode result = train("--likelihood", "poisson", "--weighting", "counts");

        assertThat(result.at("/evaluation/loss").asDouble()).isBetween(0.5, 4.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--likelihood gaussian", "--model sparse"})
    void whatIsNoShareOfWordsIsMeasuredBySquares(String options) {
        JsonNode evaluation = train((Object[]) options.split(" ")).get("evaluation");

        assertThat(evaluation.get("squaredError").asDouble()).isPositive();
        assertThat(evaluation.has("loss")).isFalse();
    }

    @Test
    void encodesDocumentsByTheWordsOfTheModel() {
        train();
        Path codes = folder.resolve("codes.npy");
        Cli.succeed("encode", "--model", model, "--data", documents, "--split", "test", "-o", codes);
        float[] values = Npy.read(codes, ReadOptions.DEFAULT).rows().toArray();
        assertThat(values).hasSize(24 * 3).doesNotContain(Float.NaN);
    }

    @Test
    void trainsClassifiersMachinesAndComponentsOnDocuments() {
        assertThat(train("--model", "classifier").at("/evaluation/rows").asInt())
                .isEqualTo(24);
        train("--model", "pca", "--overwrite");
        train("--model", "rbm", "--weighting", "counts", "--overwrite");
        assertThat(ModelFile.read(model).fit().likelihood()).isEqualTo("MULTINOMIAL");
    }

    @Test
    void startsDeepAutoencodersByMachinesThatCount() {
        train("--init", "rbm", "--pretrain-epochs", "1", "--weighting", "counts", "--code-activation", "sigmoid");
        assertThat(ModelFile.read(model).thresholds().values()).containsOnly(0.5f);
    }
}
