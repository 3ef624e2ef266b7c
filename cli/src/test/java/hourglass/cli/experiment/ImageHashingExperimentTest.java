package hourglass.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Interruption;
import hourglass.data.generated.PenDigits;
import hourglass.matrix.ThreadTeam;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageHashingExperimentTest {
    @TempDir
    private Path folder;

    @Test
    void measuresEveryMethodAtEveryLength() throws Exception {
        ImageCollection digits = ImageCollection.of("MNIST", PenDigits.of(1500, 1), PenDigits.of(100, 2));
        List<HashingContender> methods = List.of(HashingContender.ITQ, HashingContender.CCA_ITQ);
        ImageHashingExperiment experiment = new ImageHashingExperiment(List.of(digits), methods, List.of(16, 32));
        try (ThreadTeam team = ThreadTeam.of(2);
                Interruption interruption = new Interruption()) {
            Experiment.Written written = experiment.carryOut(new Experiment.Setting(
                    "hashing", folder, false, "hourglass experiment hashing", 1, new Console(), interruption, team));
            assertThat(written.figures()).hasSize(8);
            assertThat(written.figures().get(2).metric())
                    .isEqualTo("mean average precision by class at bits 32, MNIST, ITQ");
            assertThat(written.figures().get(2).publishedValue()).isEqualTo(0.422);
            assertThat(written.figures().get(0).publishedValue()).isNaN();
            assertThat(written.figures().get(6).value())
                    .isGreaterThan(written.figures().get(2).value());
        }
        assertThat(folder.resolve("hashing.html")).exists();
        assertThat(Files.readAllLines(folder.resolve("hashing.csv")))
                .hasSize(5)
                .first()
                .asString()
                .startsWith("images,method,bits,map by class,map by distance,precision at 100");
    }
}
