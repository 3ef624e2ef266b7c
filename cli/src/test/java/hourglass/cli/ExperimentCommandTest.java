package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import hourglass.cli.experiment.ExperimentResult;
import hourglass.cli.experiment.Experiments;
import hourglass.cli.experiment.KeptFigures;
import hourglass.persistence.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentCommandTest {
    @TempDir
    private Path folder;

    /** What a run with a seed has left. */
    private void keep(Path of, long seed, double value) throws IOException {
        Path there = Files.createDirectories(of.resolve("seed-" + seed));
        ExperimentResult figure = new ExperimentResult("faces", "error, deep", value, 126, "somebody", 3);
        new KeptFigures(seed, null, 2, Version.number(), List.of(figure))
                .write(KeptFigures.file(there, Experiments.FACES));
    }

    @Test
    void seedsThatAreDoneAreNotRunAgain() throws IOException {
        keep(folder, 5, 110);
        keep(folder, 6, 112);
        Cli.Result result = Cli.succeed("experiment", "faces", "--seed", 5, "--seeds", 2, "-o", folder, "--json");
        JsonNode series = result.json().get(0);
        assertThat(series.get("name").asText()).isEqualTo("faces");
        assertThat(series.get("seeds")).map(JsonNode::asInt).containsExactly(5, 6);
        assertThat(series.get("threads")).map(JsonNode::asInt).containsExactly(2, 2);
        JsonNode figure = series.get("figures").get(0);
        assertThat(figure.get("mean").asDouble()).isEqualTo(111);
        assertThat(figure.get("deviation").asDouble()).isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(figure.get("values")).hasSize(2);
        assertThat(result.err()).contains("faces with seed 5 is taken from", "--overwrite runs it again");
    }

    @Test
    void allAreRunAndThoseWithoutDataAreNamed() throws IOException {
        keep(folder.resolve("faces"), 1, 110);
        for (Experiments generated : List.of(Experiments.DEEP_CURVES, Experiments.DEEP_CURVES_MORE)) {
            Path there =
                    Files.createDirectories(folder.resolve(generated.toString()).resolve("seed-1"));
            new KeptFigures(1, null, 2, Version.number(), List.of()).write(KeptFigures.file(there, generated));
        }
        Path none = Files.createDirectory(folder.resolve("data"));
        Cli.Result result = Cli.succeed("experiment", "all", "--data", none, "-o", folder, "--json");
        assertThat(result.json())
                .map(series -> series.get("name").asText())
                .containsExactly("deep-curves", "deep-curves-more", "faces");
        assertThat(result.json().get(2).get("figures").get(0).get("deviation").isNull())
                .isTrue();
        assertThat(result.err()).contains("deep-mnist is left out: ", "reuters is left out: ");
    }

    @Test
    void figuresOfAnotherLengthAreNotTaken() throws IOException {
        keep(folder, 1, 110);
        assertThat(KeptFigures.read(KeptFigures.file(folder.resolve("seed-1"), Experiments.FACES), 7))
                .isEmpty();
    }

    @Test
    void figuresOfAnotherVersionAreNotTaken() throws IOException {
        Path file = KeptFigures.file(folder, Experiments.FACES);
        new KeptFigures(1, null, 2, "0.0.1", List.of()).write(file);
        assertThat(KeptFigures.read(file, null)).isEmpty();
    }

    @Test
    void aFileOfSomethingElseIsRefused() throws IOException {
        Path there = Files.createDirectories(folder.resolve("seed-1"));
        Files.writeString(there.resolve("faces.json"), "[1, 2");
        Cli.Result result = Cli.run("experiment", "faces", "--seeds", 2, "-o", folder);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("faces.json: does not hold the figures of an experiment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image-hashing", "text-embeddings"})
    void refusesEpochsForMethodsWithLengthsOfTheirOwn(String name) {
        assertThat(Cli.run("experiment", name, "--epochs", 1).err())
                .contains("--epochs: is not for %s, whose methods have lengths of their own; leave it out"
                        .formatted(name));
    }
}
