package hourglass.optim;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.matrix.VectorSink;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However the gradient arrives, the parameters move alike. */
class FusedUpdateTest {
    private static final int DIMENSION = 3000;
    private static final int WEIGHTS = 2345;

    /** A fixed gradient in stretches of one length, each at one place of a buffer or where it lies in the whole. */
    private record Stretches(float[] whole, int length, int offset) implements GradientFunction {
        @Override
        public int dimension() {
            return DIMENSION;
        }

        @Override
        public int weightCount() {
            return WEIGHTS;
        }

        @Override
        public double gradient(float[] at, VectorSink sink) {
            float[] buffer = new float[offset + length];
            for (int from = 0; from < DIMENSION; from += length) {
                int n = Math.min(length, DIMENSION - from);
                System.arraycopy(whole, from, buffer, offset, n);
                sink.accept(from, n, buffer, offset);
            }
            return 0;
        }
    }

    @ParameterizedTest
    @CsvSource({"3000, 0", "1, 7", "511, 0", "512, 3", "513, 513", "2999, 1"})
    void stretchesOfAnyLengthAndPlaceMoveAsTheWhole(int length, int offset) {
        float[] gradient = random(1);
        for (Optimizer<GradientFunction> optimizer : List.of(
                Sgd.of(0.1, 0.9).withNesterov().withWeightDecay(0.01),
                Adam.of(0.1).withWeightDecay(0.01))) {
            float[] expected = random(2);
            float[] moved = expected.clone();
            var whole = optimizer.start(DIMENSION, WEIGHTS);
            var stretched = optimizer.start(DIMENSION, WEIGHTS);
            for (int i = 0; i < 3; i++) {
                whole.step(new Stretches(gradient, DIMENSION, 0), expected, 1);
                stretched.step(new Stretches(gradient, length, offset), moved, 1);
            }
            assertThat(moved).isEqualTo(expected);
        }
    }

    @Test
    void aClipThatIsNeverReachedChangesNothing() {
        float[] free = random(2);
        float[] clipped = free.clone();
        Adam.of(0.1).start(DIMENSION, WEIGHTS).step(new Stretches(random(1), 100, 0), free, 1);
        Adam.of(0.1).withClip(1e9).start(DIMENSION, WEIGHTS).step(new Stretches(random(1), 100, 0), clipped, 1);
        assertThat(clipped).isEqualTo(free);
    }

    private static float[] random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}
