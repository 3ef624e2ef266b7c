package hourglass.train;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.generated.PenDigits;
import hourglass.matrix.ThreadTeam;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fit says of a checkpoint that another one left: only what differs. */
class OtherCheckpointTest {
    private static final Rows DIGITS = PenDigits.of(50, 1).rows();

    @TempDir
    private Path folder;

    private Path checkpoint;

    @BeforeEach
    void stop() {
        checkpoint = folder.resolve("checkpoint");
        assertThatThrownBy(() ->
                        trainer(12, 3).seed(1).build().fit(DIGITS, step -> false, checkpoint, ThreadTeam.shared()))
                .isInstanceOf(StoppedException.class);
    }

    private static AutoencoderTrainer.Builder trainer(int... layers) {
        return AutoencoderTrainer.builder(layers).epochs(2);
    }

    private void refuses(AutoencoderTrainer.Builder trainer, String differences) {
        assertThatThrownBy(() -> trainer.build().fit(DIGITS, Listener.NONE, checkpoint, ThreadTeam.shared()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(": the checkpoint was made with " + differences + "; use the same options");
    }

    @Test
    void namesAnotherSeed() {
        refuses(trainer(12, 3).seed(7), "seed=1, but this run has seed=7");
    }

    @Test
    void namesOtherLayers() {
        refuses(trainer(12, 4).seed(1), "layers=[12, 3], but this run has layers=[12, 4]");
    }
}
