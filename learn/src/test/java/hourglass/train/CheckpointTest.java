package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.Rows;
import hourglass.data.generated.PenDigits;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Activation;
import hourglass.network.Network;
import hourglass.objective.Likelihood;
import hourglass.objective.Reconstruction;
import hourglass.objective.Regularization;
import hourglass.optim.Adam;
import hourglass.optim.Schedule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kill loses about a second: the state is written while a stage runs, by a clock that the test moves. */
class CheckpointTest {
    private static final Rows DIGITS = PenDigits.of(100, 1).rows();
    private static final Network NETWORK =
            Network.autoencoder(List.of(784, 5), Activation.RELU, Activation.LINEAR, Activation.SIGMOID, true);
    private static final TrainingOptions OPTIONS = new TrainingOptions(1, 10, new Schedule.Constant(), 1, 0);
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    private long now;

    private Checkpoint open() {
        return Checkpoint.open(folder.resolve("checkpoint"), "trainer", DIGITS, () -> now);
    }

    private static TrainingLoop<?> loop() {
        return new TrainingLoop<>(
                "stage",
                new Reconstruction(
                        NETWORK, Likelihood.BERNOULLI, Regularization.NONE, OPTIONS.batchSize(), ThreadTeam.shared()),
                Adam.of(1e-3),
                new float[NETWORK.dimension()],
                DIGITS,
                null,
                OPTIONS);
    }

    /** Runs until the fourth batch, on which the process is killed; the clock moves on once, on the third. */
    private void runUntilKilled(long nanoseconds) {
        Listener killed = step -> {
            if (step.batch() == 3) {
                now += nanoseconds;
            } else if (step.batch() == 4) {
                throw new IllegalStateException("killed");
            }
            return true;
        };
        TrainingLoop<?> run = loop();
        Listener saving = open().saving(killed, run, List.of(), List.of());
        assertThatThrownBy(() -> run.run(saving)).hasMessage("killed");
    }

    @Test
    void isWrittenWhenASecondHasPassed() {
        runUntilKilled(SECOND + 1);
        assertThat(open().isBegun(0)).isTrue();
        assertThat(open().state().position()).isEqualTo(3 * OPTIONS.batchSize());
    }

    @Test
    void isNotWrittenBefore() {
        runUntilKilled(SECOND);
        assertThat(open().isBegun(0)).isFalse();
    }

    @Test
    void leadsOnToTheBitsOfAnUninterruptedRun() {
        TrainingLoop<?> whole = loop();
        whole.run(Listener.NONE);
        runUntilKilled(2 * SECOND);
        TrainingLoop<?> resumed = loop();
        resumed.resume(open().state());
        resumed.run(Listener.NONE);
        assertThat(resumed.parameters()).isEqualTo(whole.parameters());
    }
}
