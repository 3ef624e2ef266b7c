package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.file.Datasets;
import hourglass.data.file.Npy;
import hourglass.data.file.ReadOptions;
import hourglass.persistence.ModelFile;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleCommandTest {
    @TempDir
    private Path folder;

    private Workshop workshop;

    @BeforeEach
    void open() {
        workshop = new Workshop(folder);
    }

    @Test
    void writesWhatTheLibraryDraws() {
        Path model = rbm();
        Path out = folder.resolve("out.npy");
        JsonNode result = Cli.succeed(
                        "sample", "--model", model, "--count", 7, "--steps", 3, "--seed", 5, "-o", out, "--json")
                .json();
        assertThat(result.get("rows").asInt()).isEqualTo(7);
        assertThat(Npy.read(out, ReadOptions.DEFAULT).rows().toArray())
                .isEqualTo(ModelFile.read(model).sample(7, 3, 5).values());
    }

    @Test
    void writesAPictureForEachSample() {
        Cli.succeed("sample", "--model", rbm(), "--count", 4, "--steps", 2, "-o", folder.resolve("out"));
        Dataset seen = Datasets.open(folder.resolve("out"), ReadOptions.DEFAULT);
        assertThat(seen.rows().count()).isEqualTo(4);
        assertThat(seen.imageShape()).isEqualTo(new ImageShape(7, 7, 1));
    }

    @Test
    void keepsTheUnitsAndNamesOfColumns() {
        Path table = workshop.table();
        Path model = workshop.model(table, "--model", "rbm", "--labels", "kind");
        Path out = folder.resolve("out.csv");
        Cli.succeed("sample", "--model", model, "--count", 200, "--steps", 2, "-o", out);
        JsonNode seen = Cli.succeed("data", "info", out, "--json").json();
        assertThat(out).content().startsWith("height,width,depth,weight\n");
        assertThat(seen.get("values").get("greatest").asDouble()).isGreaterThan(4);
    }

    @Test
    void refusesOtherModels() {
        Cli.Result result = Cli.run("sample", "--model", workshop.model(workshop.digits(20)), "-o", "out.npy");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("is not an RBM", "train --model rbm").hasLineCount(1);
    }

    @Test
    void refusesWordCounts() {
        Path documents = workshop.file("documents.csv", "text\nalpha beta\nbeta gamma\ngamma alpha\n");
        Path model = workshop.model(documents, "--text", "--weighting", "counts", "--model", "rbm");
        Cli.Result result = Cli.run("sample", "--model", model, "-o", "out.npy");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("is an RBM of word counts").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"--count, 0", "--count, 2000000000", "--steps, 0", "--steps, 2000000000"})
    void refusesImpossibleNumbers(String option, int value) {
        Path out = folder.resolve("out.npy");
        Cli.Result result = Cli.run("sample", "--model", rbm(), option, value, "-o", out);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("hourglass: %s: cannot be %d".formatted(option, value))
                .hasLineCount(1);
        assertThat(out).doesNotExist();
    }

    private Path rbm() {
        return workshop.model(workshop.digits(40), "--model", "rbm");
    }
}
