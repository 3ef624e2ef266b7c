package hourglass.solr;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.safetensors.SafeTensors;
import hourglass.data.safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.solr.core.CoreContainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A core does not open with a model that it could not encode by, and says why. */
class EncodeProcessorFactoryTest {
    @TempDir
    private Path home;

    private Path model;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(home.resolve("solr.xml"), "<solr/>");
        Path core = Files.createDirectory(home.resolve("items"));
        Files.writeString(core.resolve("core.properties"), "name=items");
        model = CodeCluster.configset(Files.createDirectory(core.resolve("conf")))
                .resolve("model.safetensors");
    }

    /** Why the core has not opened, or nothing if it has. */
    private String failure() {
        CoreContainer container = CoreContainer.createAndLoad(home);
        try {
            CoreContainer.CoreLoadFailure failure =
                    container.getCoreInitFailures().get("items");
            return failure == null ? "" : failure.exception.getMessage();
        } finally {
            container.shutdown();
        }
    }

    @Test
    void opensWithTheModel() {
        assertThat(failure()).isEmpty();
    }

    @Test
    void namesAModelThatIsDamaged() throws IOException {
        byte[] bytes = Files.readAllBytes(model);
        bytes[bytes.length - 1] ^= 1;
        Files.write(model, bytes);
        assertThat(failure()).contains("the model model.safetensors:");
    }

    @Test
    void namesAModelOfANewerFormatAndWhatToDo() throws IOException {
        try (SafeTensors file = SafeTensors.open(model)) {
            List<Tensor> tensors = new ArrayList<>();
            file.shapes().forEach((name, shape) -> tensors.add(new Tensor(name, shape, file.read(name), 0)));
            String newer = file.metadata().get("hourglass").replaceFirst("\"format\":\\d+", "\"format\":1000");
            SafeTensors.write(model, tensors, Map.of("hourglass", newer));
        }
        assertThat(failure())
                .matches(
                        "the model model.safetensors: .*the format is 1000, but .* reads \\d+; use a newer Hourglass.*");
    }

    @Test
    void namesAModelThatIsNotThere() throws IOException {
        Files.delete(model);
        assertThat(failure()).contains("the model model.safetensors cannot be read");
    }

    @Test
    void refusesAModelOfCodesOfAnotherLength() throws IOException {
        Files.delete(model);
        Models.ofTexts(32).save(model);
        assertThat(failure()).contains("codes of 32 bits", "'code' has bits=\"64\"");
    }
}
