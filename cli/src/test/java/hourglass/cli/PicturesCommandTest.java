package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesCommandTest {
    @TempDir
    private Path folder;

    private Workshop workshop;

    @BeforeEach
    void open() {
        workshop = new Workshop(folder);
    }

    @Test
    void drawsFiltersReconstructionsAndSamples() {
        Path data = workshop.digits(60);
        Path model = workshop.model(data);
        Path pictures = folder.resolve("new").resolve("pictures");
        Cli.Result result = Cli.succeed("pictures", "--model", model, "--data", data, "-o", pictures, "--json");
        for (String name : new String[] {"filters", "reconstructions", "samples"}) {
            assertThat(result.json().get("pictures").get(name).asText())
                    .isEqualTo(pictures.resolve(name + ".png").toString());
            assertThat(pictures.resolve(name + ".png")).isNotEmptyFile();
        }
    }

    @Test
    void drawsFiltersOfEveryKindOfModelWithoutData() {
        Path data = workshop.digits(60);
        for (String kind : new String[] {"autoencoder", "pca", "rbm"}) {
            Path model = workshop.model(data, "--model", kind);
            Cli.succeed("pictures", "--model", model, "-o", folder.resolve(kind));
            assertThat(folder.resolve(kind)).isDirectoryContaining("glob:**/filters.png");
        }
    }

    @Test
    void refusesAModelOfTables() {
        Path model = workshop.model(workshop.table(), "--labels", "kind");
        Cli.Result result = Cli.run("pictures", "--model", model, "-o", folder.resolve("pictures"));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("was fitted to rows that are not images");
        assertThat(folder.resolve("pictures")).doesNotExist();
    }
}
