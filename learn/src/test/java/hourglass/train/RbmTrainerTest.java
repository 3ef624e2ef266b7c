package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.Rows;
import hourglass.data.generated.PenDigits;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Rbm;
import hourglass.model.Units;
import hourglass.objective.Likelihood;
import hourglass.optim.Sgd;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RbmTrainerTest {
    private static final Rows DIGITS = PenDigits.of(300, 5).rows();

    @TempDir
    private Path folder;

    @Test
    void lowersTheReconstructionError() {
        Outcome<Rbm> outcome = RbmTrainer.of(40, 10, 1).fit(DIGITS);
        assertThat(outcome.stages().get(0).epochs().get(9).trainingLoss())
                .isLessThan(0.5 * outcome.stages().get(0).epochs().get(0).trainingLoss());
    }

    @Test
    void resumesToTheSameBits() {
        RbmTrainer trainer = RbmTrainer.of(40, 2, 1);
        try (ThreadTeam team = ThreadTeam.of(2)) {
            float[] whole =
                    trainer.fit(DIGITS, Listener.NONE, null, team).model().parameters();
            Path checkpoint = folder.resolve("rbm.checkpoint");
            Listener stopping = step -> !(step.epoch() == 2 && step.batch() == 2);
            assertThatThrownBy(() -> trainer.fit(DIGITS, stopping, checkpoint, team))
                    .isInstanceOf(StoppedException.class);
            assertThat(trainer.fit(DIGITS, Listener.NONE, checkpoint, team)
                            .model()
                            .parameters())
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BERNOULLI, BERNOULLI",
        "GAUSSIAN, GAUSSIAN",
        "MULTINOMIAL, REPLICATED_SOFTMAX",
        "POISSON, CONSTRAINED_POISSON"
    })
    void visibleUnitsAreWhatTheDataAreSaidToBe(Likelihood likelihood, Units visible) {
        TrainingOptions options = RbmTrainer.of(4, 1, 1).options();
        RbmTrainer trainer = new RbmTrainer(4, Units.BERNOULLI, likelihood, 1, Sgd.of(0.001, 0.9), options);
        assertThat(trainer.fit(DIGITS).model().shape().visibleUnits()).isEqualTo(visible);
    }
}
