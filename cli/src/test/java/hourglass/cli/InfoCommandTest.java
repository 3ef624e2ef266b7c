package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfoCommandTest {
    @TempDir
    private Path folder;

    private Workshop workshop;
    private Path model;

    @BeforeEach
    void train() {
        workshop = new Workshop(folder);
        model = workshop.model(workshop.table(), "--labels", "kind", "--seed", 5, "--schedule", "linear:0.5");
    }

    @Test
    void tellsArchitectureDataAndProvenance() {
        assertThat(Cli.succeed("info", model).out())
                .contains("tied autoencoder 4-8-2-8-4, relu linear relu linear")
                .contains("4 (height, width, depth, weight)")
                .contains("GAUSSIAN, after standardization")
                .contains("1 epochs in")
                .contains("schedule=linear:0.5")
                .contains("seed 5");
    }

    @Test
    void tellsTheSameAsJson() {
        JsonNode info = Cli.succeed("info", model, "--json").json();
        JsonNode description = info.get("description");
        assertThat(info.get("parameters").asInt()).isEqualTo(4 * 8 + 8 * 2 + 8 + 2 + 8 + 4);
        assertThat(description.get("model").get("kind").asText()).isEqualTo("autoencoder");
        assertThat(description.get("data").get("rows").asInt()).isEqualTo(12);
        assertThat(description.get("fit").get("options").get("labels").asText()).isEqualTo("kind");
        assertThat(description.get("fit").get("stages").get(0).get("trainingLosses"))
                .hasSize(1);
    }
}
