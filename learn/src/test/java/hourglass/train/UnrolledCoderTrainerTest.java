package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.Standardization;
import hourglass.data.Transform;
import hourglass.decomposition.SparseCoder;
import hourglass.decomposition.UnrolledCoder;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Activation;
import hourglass.persistence.FittedModel;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnrolledCoderTrainerTest {
    private static final int COLUMNS = 10;
    private static final int ATOMS = 25;
    private static final double LAMBDA = 0.2;

    /** Sums of two or three of fixed directions. */
    private static float[] items(int count, long seed) {
        SplittableRandom fixed = new SplittableRandom(5);
        double[] directions = fixed.doubles(ATOMS * COLUMNS, -1, 1).toArray();
        SplittableRandom random = new SplittableRandom(seed);
        float[] items = new float[count * COLUMNS];
        for (int row = 0; row < count; row++) {
            for (int term = 0; term < 3; term++) {
                int direction = random.nextInt(ATOMS);
                double size = random.nextDouble();
                for (int i = 0; i < COLUMNS; i++) {
                    items[row * COLUMNS + i] += (float) (size * directions[direction * COLUMNS + i]);
                }
            }
        }
        return items;
    }

    private static double objective(float[] items, float[] codes, float[] dictionary) {
        double sum = 0;
        for (int row = 0; row < items.length / COLUMNS; row++) {
            for (int i = 0; i < COLUMNS; i++) {
                double residual = items[row * COLUMNS + i];
                for (int j = 0; j < ATOMS; j++) {
                    residual -= (double) codes[row * ATOMS + j] * dictionary[j * COLUMNS + i];
                }
                sum += 0.5 * residual * residual;
            }
            for (int j = 0; j < ATOMS; j++) {
                sum += LAMBDA * codes[row * ATOMS + j];
            }
        }
        return sum;
    }

    private static FittedModel decomposition(Rows rows, Transform transform) {
        return SparseDecompositionTrainer.builder(ATOMS)
                .lambda(LAMBDA)
                .alpha(1)
                .transform(transform)
                .epochs(30)
                .learningRate(1e-2)
                .build()
                .fit(rows);
    }

    @Test
    void stepsComeNearerToTheOptimumThanTheEncoderThatTheyStartFrom() {
        Rows rows = Rows.of(items(2000, 1), COLUMNS);
        FittedModel decomposition = decomposition(rows, new Transform.Identity());
        UnrolledCoder coder =
                UnrolledCoderTrainer.of(2, LAMBDA).fit(decomposition, rows).bareModel(UnrolledCoder.class);
        float[] dictionary = coder.dictionary();
        float[] held = items(500, 2);

        double optimal = objective(held, SparseCoder.codes(dictionary, COLUMNS, held, LAMBDA, true), dictionary);
        double predicted = objective(held, decomposition.bareModel().encode(held), dictionary);
        double unrolled = objective(held, coder.encode(held), dictionary);

        assertThat(unrolled - optimal).isBetween(0.0, (predicted - optimal) / 2);
    }

    @Test
    void takesDataAsTheDecompositionTakesThem() {
        Rows rows = Rows.of(items(300, 1), COLUMNS);
        Standardization standardization = Standardization.fit(rows);
        FittedModel decomposition = decomposition(rows, standardization);

        FittedModel coder = UnrolledCoderTrainer.of(1, LAMBDA).fit(decomposition, rows);

        assertThat(coder.transform()).isEqualTo(standardization);
        assertThat(coder.encode(rows).values())
                .isEqualTo(coder.bareModel()
                        .encode(rows.transformed(standardization))
                        .values());
        assertThatThrownBy(() -> UnrolledCoderTrainer.of(1, LAMBDA).fit(decomposition, Rows.of(new float[22], 11)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("11");
    }

    @Test
    void continuesFromACheckpointToTheSameCoder(@TempDir Path folder) {
        Dataset data = Dataset.of(Rows.of(items(300, 1), COLUMNS));
        FittedModel decomposition = decomposition(data.rows(), new Transform.Identity());
        UnrolledCoderTrainer trainer = UnrolledCoderTrainer.of(2, LAMBDA);
        Path checkpoint = folder.resolve("checkpoint");
        try (ThreadTeam team = ThreadTeam.of(1)) {
            FittedModel whole = trainer.fit(decomposition, data, Listener.NONE, null, team);
            assertThatThrownBy(() -> trainer.fit(decomposition, data, step -> step.epoch() < 5, checkpoint, team))
                    .isInstanceOf(StoppedException.class);

            FittedModel continued = trainer.fit(decomposition, data, Listener.NONE, checkpoint, team);

            assertThat(continued.bareModel(UnrolledCoder.class).parameters())
                    .isEqualTo(whole.bareModel(UnrolledCoder.class).parameters());
        }
    }

    @Test
    void isTheLastStageOfADecompositionWithUnrolledSteps() {
        Rows rows = Rows.of(items(300, 1), COLUMNS);
        SparseDecompositionTrainer.Builder builder = SparseDecompositionTrainer.builder(ATOMS)
                .lambda(LAMBDA)
                .transform(new Transform.Identity())
                .epochs(4);

        FittedModel both = builder.unrolledSteps(2).build().fit(rows);
        FittedModel alone = UnrolledCoderTrainer.of(2, LAMBDA)
                .withOptions(builder.build().options())
                .fit(builder.unrolledSteps(0).build().fit(rows), rows);

        assertThat(both.fit().stages()).hasSize(2);
        assertThat(both.bareModel(UnrolledCoder.class).parameters())
                .isEqualTo(alone.bareModel(UnrolledCoder.class).parameters());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseDecompositionTrainer.builder(20, ATOMS)
                        .unrolledSteps(1)
                        .build())
                .withMessageContaining("one layer of RELU units");
    }

    @Test
    void refusesAnEncoderOfSeveralLayers() {
        Rows rows = Rows.of(items(100, 1), COLUMNS);
        FittedModel deep = AutoencoderTrainer.builder(8, 4).epochs(1).build().fit(rows);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnrolledCoderTrainer.of(2, LAMBDA).fit(deep, rows))
                .withMessageContaining("one layer of rectified units");
    }

    @Test
    void refusesADecoderWithBiases() {
        Rows rows = Rows.of(items(100, 1), COLUMNS);
        FittedModel autoencoder = AutoencoderTrainer.builder(8)
                .codeActivation(Activation.RELU)
                .tied(false)
                .epochs(1)
                .build()
                .fit(rows);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnrolledCoderTrainer.of(2, LAMBDA).fit(autoencoder, rows))
                .withMessageContaining("whose decoder has biases of 0");
    }
}
