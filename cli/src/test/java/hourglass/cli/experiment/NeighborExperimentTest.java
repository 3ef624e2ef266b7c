package hourglass.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.cli.experiment.NeighborExperiment.Contender;
import hourglass.cli.experiment.NeighborExperiment.Part;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Interruption;
import hourglass.data.Dataset;
import hourglass.data.generated.PenDigits;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Encoder;
import hourglass.persistence.ModelFile;
import hourglass.similarity.SimilarityLoss;
import hourglass.similarity.SimilarityOptions;
import hourglass.train.SimilarityTrainer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighborExperimentTest {
    @TempDir
    private Path folder;

    @Test
    void measuresTheVotesOfEachPartOfACodeOnHeldOutRows() {
        Dataset training = PenDigits.of(300, 1);
        SimilarityTrainer trainer = SimilarityTrainer.builder(20, 6)
                .objective(SimilarityOptions.of(new SimilarityLoss.Neighbourhood(true)))
                .epochs(15)
                .batchSize(100)
                .validationShare(0)
                .build();
        NeighborExperiment experiment = new NeighborExperiment(
                "Digits",
                PenDigits.of(100, 2),
                List.of(new Contender(
                        training,
                        trainer::fit,
                        List.of(
                                Part.whole("all units"),
                                new Part("one unit", 0, 1, List.of(90.0, 91.0, 92.0, 93.0), "nobody")))),
                "as a test");
        try (ThreadTeam team = ThreadTeam.of(1);
                Interruption interruption = new Interruption()) {
            Experiment.Written written = experiment.carryOut(new Experiment.Setting(
                    "digits", folder, false, "hourglass experiment digits", 1, new Console(), interruption, team));

            List<ExperimentResult> figures = written.figures();
            assertThat(figures).hasSize(8);
            assertThat(figures.get(0).value()).isLessThan(50);
            // One number tells fewer digits apart than six.
            assertThat(figures.get(4).value()).isGreaterThan(figures.get(0).value());
            assertThat(figures.get(5).publishedValue()).isEqualTo(91);
            assertThat(written.text()).contains("all units", "(nobody: 90.0, 91.0, 92.0, 93.0)");
        }
        assertThat(folder.resolve("digits.html")).exists();
        assertThat(ModelFile.read(folder.resolve("digits.safetensors")).bareModel())
                .isInstanceOf(Encoder.class);
    }

    @Test
    void figuresOfSeveralSeedsHaveAMeanAndADeviation() {
        List<SeededResult> results =
                SeededResult.of(List.of(List.of(figure(1, 10)), List.of(figure(2, 20)), List.of(figure(6, 60))));

        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.mean()).isCloseTo(3, within(1e-12));
            assertThat(result.deviation()).isCloseTo(Math.sqrt(7), within(1e-12));
            assertThat(result.values()).containsExactly(1.0, 2.0, 6.0);
            assertThat(result.seconds()).isCloseTo(30, within(1e-12));
            assertThat(result.publishedValue()).isEqualTo(4);
        });
        assertThat(SeededResult.text(results)).contains("error", "3.000", "2.646", "4.0 (somebody)");
    }

    private static ExperimentResult figure(double value, double seconds) {
        return new ExperimentResult("digits", "error", value, 4, "somebody", seconds);
    }
}
