package hourglass.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hourglass.codes.Thresholds;
import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Rows;
import hourglass.data.TextEncoding;
import hourglass.data.safetensors.SafeTensors;
import hourglass.data.safetensors.Tensor;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.ClassifierTrainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model files whose numbers and checksums are right, but whose description is absurd. */
class ModelDescriptionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Each in the place of every value. */
    private static final List<String> ABSURD =
            List.of("null", "2147483647", "-2147483648", "0", "1e308", "[]", "{}", "\"x\"", "[null]", "true");

    @TempDir
    private Path folder;

    private Path path() {
        return folder.resolve("model.safetensors");
    }

    @Test
    void absurdValuesAreRefusedInOneLine() throws IOException {
        Rows rows = Rows.of(new float[] {0, 1, 0, 1, 1, 0, 0, 1, 0, 0, 1, 1}, 4);
        Dataset images = new Dataset(
                "images", rows, List.of(), new Labels(new int[] {0, 1, 1}, List.of("a", "b")), new ImageShape(2, 2, 1));
        FittedModel dense = AutoencoderTrainer.builder(3, 2).epochs(1).build().fit(images);
        survives(dense.withThresholds(Thresholds.same(2, 0.5f))
                .withAnomalies(new AnomalyScale(List.of(1.0), 0, 0, 0, 0.9, 1))
                .withText(new TextEncoding("english", List.of("a", "b", "c", "d"))));
        survives(ClassifierTrainer.builder(2).epochs(1).build().fit(images));
    }

    @Test
    void whatEarlierFilesLackIsTakenForNone() throws IOException {
        Rows rows = Rows.of(new float[] {0, 1, 0, 1, 1, 0, 0, 1, 0, 0, 1, 1}, 4);
        AnomalyScale scale = new AnomalyScale(List.of(1.0), 0, 0, 0, 0.9, 1);
        Thresholds thresholds = Thresholds.same(2, 0.5f);
        FittedModel model = AutoencoderTrainer.builder(2)
                .epochs(1)
                .build()
                .fit(rows)
                .withAnomalies(scale)
                .withThresholds(thresholds);
        List<Tensor> tensors = new ArrayList<>();
        ObjectNode description = described(model, tensors);
        ((ObjectNode) description.get("anomalies")).remove(List.of("distance", "near"));
        ((ObjectNode) description.get("data")).remove("firstColumn");
        ((ObjectNode) description.get("thresholds")).remove("unitLength");
        description.remove(List.of("table", "text", "references"));
        write(description, tensors);
        assertThat(ModelFile.read(path()).anomalies()).isEqualTo(scale);
        assertThat(ModelFile.read(path()).thresholds()).isEqualTo(thresholds);

        description.remove("thresholds");
        write(description, tensors);
        assertThat(ModelFile.read(path()).thresholds()).isNull();
    }

    @Test
    void readsWhatEarlierFilesCallPhases() throws IOException {
        FittedModel model = AutoencoderTrainer.builder(2).epochs(3).build().fit(Rows.of(new float[] {0, 1, 1, 0}, 2));
        List<Tensor> tensors = new ArrayList<>();
        ObjectNode description = described(model, tensors);
        ObjectNode fit = (ObjectNode) description.get("fit");
        fit.set("phases", fit.remove("stages"));
        write(description, tensors);

        assertThat(ModelFile.read(path()).fit()).isEqualTo(model.fit());
    }

    /** The description of a model as a file has it, and its tensors. */
    private ObjectNode described(FittedModel model, List<Tensor> tensors) throws IOException {
        ModelFile.write(path(), model);
        try (SafeTensors file = SafeTensors.open(path())) {
            file.shapes().forEach((name, shape) -> tensors.add(new Tensor(name, shape, file.read(name), 0)));
            return (ObjectNode) JSON.readTree(file.metadata().get("hourglass"));
        }
    }

    private void write(JsonNode description, List<Tensor> tensors) {
        SafeTensors.write(path(), tensors, Map.of("hourglass", description.toString()));
    }

    private void survives(FittedModel model) throws IOException {
        List<Tensor> tensors = new ArrayList<>();
        JsonNode good = described(model, tensors);
        for (JsonPointer place : places(good, JsonPointer.empty())) {
            for (String absurd : ABSURD) {
                JsonNode bad = good.deepCopy();
                replace(bad, place, JSON.readTree(absurd));
                write(bad, tensors);
                read("%s is %s".formatted(place, absurd));
            }
        }
    }

    private void read(String damage) {
        try {
            assertThat(ModelFile.describe(path()).model().dimension())
                    .as(damage)
                    .isPositive();
            FittedModel read = ModelFile.read(path());
            assertThat(read.encode(Rows.of(new float[4], 4)).count()).as(damage).isEqualTo(1);
        } catch (InputException e) {
            assertThat(e.getMessage())
                    .as(damage)
                    .startsWith(path() + ": ")
                    .doesNotContain("\n", "hourglass.persistence", "java.");
        } catch (RuntimeException | Error e) {
            fail(damage, e);
        }
    }

    private static List<JsonPointer> places(JsonNode node, JsonPointer at) {
        List<JsonPointer> all = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                JsonPointer next = at.appendProperty(name);
                all.add(next);
                all.addAll(places(object.get(name), next));
            });
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonPointer next = at.appendIndex(i);
                all.add(next);
                all.addAll(places(array.get(i), next));
            }
        }
        return all;
    }

    private static void replace(JsonNode root, JsonPointer place, JsonNode value) {
        JsonNode parent = root.at(place.head());
        if (parent instanceof ObjectNode object) {
            object.set(place.last().getMatchingProperty(), value);
        } else {
            ((ArrayNode) parent).set(place.last().getMatchingIndex(), value);
        }
    }
}
