package hourglass.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.train.Step;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter terminal = new StringWriter();

    @Test
    void showsStageRowsRateAndLoss() {
        try (Progress progress = new Progress(new PrintWriter(terminal), 1000)) {
            progress.onStep(new Step("fine-tuning", 2, 4, 5, 10, 93.125));
        }
        assertThat(terminal.toString()).contains("fine-tuning", "1500/4000 rows", "rows/s", "loss 93.13");
    }

    @Test
    void countsRowsWhoseNumberIsNotKnown() {
        try (Progress progress = new Progress(new PrintWriter(terminal), Progress.UNKNOWN)) {
            progress.show("indexing", 1500);
        }
        assertThat(terminal.toString()).contains("indexing", "1500/? rows");
    }

    @Test
    void drawsALineForEachStage() {
        try (Progress progress = new Progress(new PrintWriter(terminal), 10)) {
            progress.onStep(new Step("RBM 8-4", 1, 1, 1, 1, 2));
            progress.onStep(new Step("fine-tuning", 1, 1, 1, 1, 1));
        }
        assertThat(terminal.toString()
                        .lines()
                        .filter(line -> line.contains("rows"))
                        .count())
                .isGreaterThan(1);
        assertThat(terminal.toString().split("\n")).hasSize(2);
    }

    @Test
    void neverAsksToStop() {
        try (Progress progress = new Progress(null, 10)) {
            assertThat(progress.onStep(new Step("fine-tuning", 1, 1, 1, 1, 1))).isTrue();
        }
    }
}
