package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.Standardization;
import hourglass.data.generated.PenDigits;
import hourglass.eval.ReconstructionError;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.objective.Likelihood;
import hourglass.persistence.FitDescription;
import hourglass.persistence.FittedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutoencoderTrainerTest {
    private static final ThreadTeam TEAM = ThreadTeam.of(2);
    private static final Rows DIGITS = PenDigits.of(400, 5).rows();

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        TEAM.close();
    }

    private static AutoencoderTrainer.Builder small() {
        return AutoencoderTrainer.builder(40, 6).epochs(2).batchSize(50);
    }

    private static AutoencoderTrainer pretrained() {
        return small().activation(Activation.SIGMOID)
                .initialization(Initialization.Rbms.of(2))
                .build();
    }

    @Test
    void fitsImagesWithNoFurtherThought() {
        FittedModel outcome = AutoencoderTrainer.builder(100, 20)
                .epochs(30)
                .batchSize(20)
                .build()
                .fit(DIGITS, Listener.NONE, null, TEAM);
        float[] mean = hourglass.data.Standardization.fit(DIGITS).mean();
        double ofMean = 0;
        float[] row = new float[784];
        for (int i = 0; i < DIGITS.count(); i++) {
            DIGITS.read(i, row, 0);
            for (int j = 0; j < row.length; j++) {
                ofMean += (row[j] - mean[j]) * (row[j] - mean[j]) / DIGITS.count();
            }
        }
        assertThat(outcome.fit().likelihood()).isEqualTo("BERNOULLI");
        assertThat(ReconstructionError.squared(outcome.bareModel(Autoencoder.class), DIGITS, TEAM))
                .isLessThan(0.6 * ofMean);
    }

    @Test
    void standardisesRealDataAndGivesReconstructionsInTheirOwnUnits() {
        SplittableRandom random = new SplittableRandom(4);
        float[] table = new float[600 * 3];
        for (int i = 0; i < 600; i++) {
            double hidden = random.nextGaussian();
            table[3 * i] = (float) (1000 + 50 * hidden);
            table[3 * i + 1] = (float) (-2 * hidden);
            table[3 * i + 2] = (float) (0.01 * hidden);
        }
        FittedModel outcome = AutoencoderTrainer.builder(8, 1)
                .epochs(150)
                .batchSize(32)
                .build()
                .fit(Rows.of(table, 3));
        assertThat(outcome.fit().likelihood()).isEqualTo("GAUSSIAN");
        assertThat(outcome.transform()).isInstanceOf(Standardization.class);
        float[] back = outcome.reconstruct(Rows.of(table, 3), TEAM).values();
        double error = 0;
        for (int i = 0; i < 600; i++) {
            error += Math.abs(back[3 * i] - table[3 * i]) / 600;
        }
        assertThat(error).as("mean absolute error of a column of deviation 50").isLessThan(10);
    }

    @Test
    void pretrainsAStackOfMachinesBeforeFineTuning() {
        FittedModel outcome = pretrained().fit(DIGITS, Listener.NONE, null, TEAM);
        assertThat(outcome.fit().stages())
                .extracting(FitDescription.Stage::name)
                .containsExactly("RBM 784-40", "RBM 40-6", "fine-tuning");
        assertThat(outcome.fit().stages())
                .allSatisfy(stage -> assertThat(stage.epochs()).isEqualTo(2));
    }

    @Test
    void resumesFromItsCheckpointToTheSameBitsInAnyStage() {
        float[] whole = pretrained()
                .fit(DIGITS, Listener.NONE, null, TEAM)
                .bareModel(Autoencoder.class)
                .parameters();
        for (String stage : new String[] {"RBM 784-40", "RBM 40-6", "fine-tuning"}) {
            Path checkpoint = folder.resolve(stage + ".checkpoint");
            Listener stopping = step -> !(step.stage().equals(stage) && step.epoch() == 2 && step.batch() == 2);
            assertThatThrownBy(() -> pretrained().fit(DIGITS, stopping, checkpoint, TEAM))
                    .isInstanceOf(StoppedException.class)
                    .hasMessageContaining(stage);
            FittedModel resumed = pretrained().fit(DIGITS, Listener.NONE, checkpoint, TEAM);
            assertThat(resumed.bareModel(Autoencoder.class).parameters())
                    .as("stopped in " + stage)
                    .isEqualTo(whole);
            assertThat(resumed.fit().stages()).hasSize(3);
        }
    }

    @Test
    void resumesAStackOfSparseDecompositionsToTheSameBits() {
        AutoencoderTrainer trainer = small().initialization(Initialization.SparseDecompositions.of(0.1, 1, 2))
                .build();
        Rows few = DIGITS.slice(0, 150);
        FittedModel whole = trainer.fit(few, Listener.NONE, null, TEAM);
        assertThat(whole.fit().stages())
                .extracting(FitDescription.Stage::name)
                .containsExactly("sparse decomposition 784-40", "sparse decomposition 40-6", "fine-tuning");
        Path checkpoint = folder.resolve("sparse.checkpoint");
        Listener stopping = step -> !(step.stage().equals("sparse decomposition 40-6") && step.batch() == 2);
        assertThatThrownBy(() -> trainer.fit(few, stopping, checkpoint, TEAM)).isInstanceOf(StoppedException.class);
        assertThat(trainer.fit(few, Listener.NONE, checkpoint, TEAM)
                        .bareModel(Autoencoder.class)
                        .parameters())
                .isEqualTo(whole.bareModel(Autoencoder.class).parameters());
    }

    @Test
    void resumesFromPrincipalComponentsToTheSameBits() {
        AutoencoderTrainer trainer =
                small().initialization(new Initialization.PrincipalComponents()).build();
        Rows few = DIGITS.slice(0, 150);
        float[] whole = trainer.fit(few, Listener.NONE, null, TEAM)
                .bareModel(Autoencoder.class)
                .parameters();
        Path checkpoint = folder.resolve("principal.checkpoint");
        assertThatThrownBy(() -> trainer.fit(few, step -> step.batch() != 2, checkpoint, TEAM))
                .isInstanceOf(StoppedException.class);
        assertThat(trainer.fit(few, Listener.NONE, checkpoint, TEAM)
                        .bareModel(Autoencoder.class)
                        .parameters())
                .isEqualTo(whole);
    }

    @Test
    void aStackOfSparseDecompositionsStartsBetterThanAtRandom() {
        double sparse = firstLoss(Initialization.SparseDecompositions.of(0.05, 1, 10));
        assertThat(sparse).isLessThan(0.8 * firstLoss(new Initialization.Random(WeightInitializer.HE)));
    }

    /** Of the fine-tuning, with squared error. */
    private static double firstLoss(Initialization start) {
        AutoencoderTrainer trainer = small().likelihood(Likelihood.GAUSSIAN)
                .tied(false)
                .epochs(1)
                .initialization(start)
                .build();
        List<FitDescription.Stage> stages =
                trainer.fit(DIGITS, Listener.NONE, null, TEAM).fit().stages();
        return stages.get(stages.size() - 1).trainingLosses().get(0);
    }

    @Test
    void checkpointOfOtherOptionsIsRefusedAndKept() throws Exception {
        Path checkpoint = folder.resolve("run.checkpoint");
        assertThatThrownBy(() -> small().build().fit(DIGITS, step -> false, checkpoint, TEAM))
                .isInstanceOf(StoppedException.class);
        byte[] before = Files.readAllBytes(checkpoint);
        assertThatThrownBy(() -> small().seed(2).build().fit(DIGITS, Listener.NONE, checkpoint, TEAM))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("run.checkpoint")
                .hasMessageContaining("options");
        assertThat(Files.readAllBytes(checkpoint)).isEqualTo(before);
    }

    @Test
    void checkpointOfOtherDataIsRefused() {
        Path checkpoint = folder.resolve("run.checkpoint");
        assertThatThrownBy(() -> small().build().fit(DIGITS, step -> false, checkpoint, TEAM))
                .isInstanceOf(StoppedException.class);
        Rows others = PenDigits.of(400, 6).rows();
        assertThatThrownBy(() -> small().build().fit(others, Listener.NONE, checkpoint, TEAM))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("data");
    }

    @Test
    void refusesLayersWithoutUnits() {
        assertThatThrownBy(() -> AutoencoderTrainer.withLayers(10, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("units must be 1 or more, but was 0");
    }

    @Test
    void refusesMachinesForRectifiedUnits() {
        assertThatThrownBy(
                        () -> small().initialization(Initialization.Rbms.of(2)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RELU");
    }
}
