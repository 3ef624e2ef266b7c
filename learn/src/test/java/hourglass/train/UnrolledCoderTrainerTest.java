package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hourglass.data.Rows;
import hourglass.data.Transform;
import hourglass.decomposition.SparseCoder;
import hourglass.decomposition.UnrolledCoder;
import hourglass.model.Autoencoder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

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

    @Test
    void stepsComeNearerToTheOptimumThanTheEncoderThatTheyStartFrom() {
        Rows rows = Rows.of(items(2000, 1), COLUMNS);
        Autoencoder decomposition = SparseDecompositionTrainer.builder(ATOMS)
                .lambda(LAMBDA)
                .transform(new Transform.Identity())
                .epochs(30)
                .learningRate(1e-2)
                .build()
                .fit(rows)
                .bareModel(Autoencoder.class);
        float[] dictionary = Arrays.copyOfRange(decomposition.parameters(), COLUMNS * ATOMS, 2 * COLUMNS * ATOMS);
        float[] held = items(500, 2);
        double optimal = objective(held, SparseCoder.codes(dictionary, COLUMNS, held, LAMBDA, true), dictionary);
        double predicted = objective(held, decomposition.encode(held), dictionary);

        UnrolledCoder coder = UnrolledCoderTrainer.of(2, LAMBDA).fit(decomposition, rows);
        double unrolled = objective(held, coder.encode(held), dictionary);

        assertThat(unrolled - optimal).isBetween(0.0, (predicted - optimal) / 2);
    }

    @Test
    void refusesAnEncoderOfSeveralLayers() {
        Rows rows = Rows.of(items(100, 1), COLUMNS);
        Autoencoder deep =
                AutoencoderTrainer.builder(8, 4).epochs(1).build().fit(rows).bareModel(Autoencoder.class);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnrolledCoderTrainer.of(2, LAMBDA).fit(deep, rows))
                .withMessageContaining("one layer of rectified units");
    }
}
