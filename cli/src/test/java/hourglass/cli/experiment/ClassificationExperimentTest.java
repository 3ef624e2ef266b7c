package hourglass.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Interruption;
import hourglass.data.Dataset;
import hourglass.data.Labels;
import hourglass.data.Rows;
import hourglass.data.generated.PenDigits;
import hourglass.matrix.ThreadTeam;
import hourglass.train.ClassifierTrainer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassificationExperimentTest {
    @TempDir
    private Path folder;

    private double error(String name, Labels labels) {
        Dataset digits = PenDigits.of(600, 1).withLabels(labels);
        ClassifierTrainer trainer =
                ClassifierTrainer.builder(30).epochs(20).validationShare(0).build();
        ClassificationExperiment experiment = new ClassificationExperiment(
                "Digits",
                digits,
                PenDigits.of(300, 2),
                List.of(new ClassificationExperiment.Contender("one layer", trainer, Published.NONE)),
                "As tests do it.");
        try (ThreadTeam team = ThreadTeam.of(1);
                Interruption interruption = new Interruption()) {
            Experiment.Written written = experiment.carryOut(new Experiment.Setting(
                    name, folder, false, "hourglass experiment " + name, 1, new Console(), interruption, team));
            assertThat(written.figures()).hasSize(1);
            assertThat(written.figures().get(0).metric()).isEqualTo("test error (%), one layer");
            return written.figures().get(0).value();
        }
    }

    private static Labels all() {
        return Objects.requireNonNull(PenDigits.of(600, 1).labels());
    }

    @Test
    void fewLabelsAreThoseOfTheFirstOfEachClass() {
        Labels few = ClassificationRecipes.few(all(), 3);
        assertThat(Arrays.stream(few.classes()).filter(one -> one != Rows.UNLABELLED))
                .hasSize(3 * few.names().size());
        assertThat(few.classes()[0]).isEqualTo(all().classes()[0]);
    }

    @Test
    void rowsWithoutLabelTeachNoClass() {
        assertThat(error("few", ClassificationRecipes.few(all(), 1))).isGreaterThan(3 * error("all", all()));
    }
}
