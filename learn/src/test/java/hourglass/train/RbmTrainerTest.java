package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.generated.PenDigits;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Rbm;
import hourglass.model.RbmShape;
import hourglass.model.Units;
import hourglass.objective.Likelihood;
import hourglass.optim.Sgd;
import hourglass.persistence.FittedModel;
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
        FittedModel outcome = RbmTrainer.builder(40).epochs(10).build().fit(DIGITS);
        assertThat(outcome.fit().stages().get(0).trainingLosses().get(9))
                .isLessThan(0.5 * outcome.fit().stages().get(0).trainingLosses().get(0));
    }

    @Test
    void resumesToTheSameBits() {
        RbmTrainer trainer = RbmTrainer.builder(40).epochs(2).build();
        try (ThreadTeam team = ThreadTeam.of(2)) {
            float[] whole = trainer.fit(DIGITS, Listener.NONE, null, team)
                    .bareModel(Rbm.class)
                    .parameters();
            Path checkpoint = folder.resolve("rbm.checkpoint");
            Listener stopping = step -> !(step.epoch() == 2 && step.batch() == 2);
            assertThatThrownBy(() -> trainer.fit(DIGITS, stopping, checkpoint, team))
                    .isInstanceOf(StoppedException.class);
            assertThat(trainer.fit(DIGITS, Listener.NONE, checkpoint, team)
                            .bareModel(Rbm.class)
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
        RbmTrainer trainer = RbmTrainer.builder(4)
                .likelihood(likelihood)
                .optimizer(Sgd.of(0.001, 0.9))
                .epochs(1)
                .build();
        assertThat(trainer.fit(DIGITS).bareModel(Rbm.class).shape().visibleUnits())
                .isEqualTo(visible);
    }

    @Test
    void persistentChainsLearnToo() {
        FittedModel fitted = RbmTrainer.builder(40)
                .persistentChains(50)
                .optimizer(Sgd.of(0.02, 0.5))
                .epochs(10)
                .build()
                .fit(DIGITS);
        assertThat(fitted.fit().stages().get(0).trainingLosses().get(9))
                .isLessThan(0.7 * fitted.fit().stages().get(0).trainingLosses().get(0));
    }

    @Test
    void samplesAreDrawnFromTheModel() {
        // Visible units with no weights are independent, and on with the probability of their bias.
        Rbm rbm = new Rbm(RbmShape.bernoulli(2, 1), new float[] {0, 0, 2, -1, 0});
        Matrix means = rbm.sample(3, 2, 7);
        for (int row = 0; row < 3; row++) {
            assertThat(means.get(row, 0)).isCloseTo((float) (1 / (1 + Math.exp(-2))), within(1e-5f));
            assertThat(means.get(row, 1)).isCloseTo((float) (1 / (1 + Math.exp(1))), within(1e-5f));
        }
    }

    @Test
    void samplesOfTwoModesVisitBoth() {
        // One hidden unit that turns both visible units on together, or off: p(on) is one half by symmetry.
        Rbm rbm = new Rbm(RbmShape.bernoulli(2, 1), new float[] {3, 3, -1.5f, -1.5f, -3});
        Matrix means = rbm.sample(2000, 100, 1);
        int on = 0;
        for (int row = 0; row < 2000; row++) {
            assertThat(means.get(row, 0)).isEqualTo(means.get(row, 1));
            on += means.get(row, 0) > 0.5 ? 1 : 0;
        }
        // Five standard deviations of a fair coin.
        assertThat(on).isBetween(1000 - 112, 1000 + 112);
    }
}
