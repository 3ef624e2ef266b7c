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
                .contains("1 epoch in")
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

    @Test
    void namesPrincipalComponents() {
        Path components = workshop.model(workshop.table(), "--labels", "kind", "--model", "pca");
        assertThat(Cli.succeed("info", components).out()).containsPattern("\\d principal components of 4 columns");
    }

    @Test
    void namesMachines() {
        Path machine = workshop.model(workshop.digits(20), "--model", "rbm");
        assertThat(Cli.succeed("info", machine).out())
                .contains("restricted Boltzmann machine, 49 bernoulli visible and 2 bernoulli hidden units");
    }

    @Test
    void namesConvolutions() {
        Path convolutions = workshop.resolve("convolutions.safetensors");
        Cli.succeed("train", "--data", workshop.digits(20), "--layers", "2c5-p2-7", "--epochs", 1, "-o", convolutions);
        assertThat(Cli.succeed("info", convolutions).out()).contains("convolutional autoencoder, 7x7x1 2c5-p2-7, ");
    }
}
