package hourglass.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Interruption;
import hourglass.data.Dataset;
import hourglass.data.generated.PenDigits;
import hourglass.decomposition.PrincipalComponents;
import hourglass.matrix.ThreadTeam;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextEmbeddingsExperimentTest {
    @TempDir
    private Path folder;

    @Test
    void measuresEveryMethodAtEveryLength() {
        PrincipalComponents components =
                PrincipalComponents.fit(PenDigits.of(400, 1).rows(), 64);
        TextEmbeddingsExperiment experiment = new TextEmbeddingsExperiment(
                embedded(components, 400, 1),
                embedded(components, 100, 2),
                List.of(HashingContender.ROTATION, HashingContender.ITQ),
                List.of(8, 32),
                50);
        try (ThreadTeam team = ThreadTeam.of(2);
                Interruption interruption = new Interruption()) {
            Experiment.Written written = experiment.carryOut(new Experiment.Setting(
                    "texts", folder, false, "hourglass experiment texts", 1, new Console(), interruption, team));
            assertThat(written.figures()).hasSizeGreaterThan(6);
            double itq8 = written.figures().get(3).value();
            double itq32 = written.figures().get(4).value();
            assertThat(itq32).isGreaterThan(itq8);
            assertThat(written.figures().get(5).metric()).contains("bits 64, RaBitQ");
            assertThat(written.figures().get(5).value()).isGreaterThan(itq32);
        }
        assertThat(folder.resolve("texts.html")).exists();
        assertThat(folder.resolve("texts.csv")).exists();
    }

    private static Dataset embedded(PrincipalComponents components, int count, long seed) {
        Dataset digits = PenDigits.of(count, seed);
        return Dataset.of(components.encode(digits.rows(), ThreadTeam.shared())).withLabels(digits.labels());
    }
}
