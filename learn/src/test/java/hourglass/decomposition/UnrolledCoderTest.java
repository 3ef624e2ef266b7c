package hourglass.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.ThreadTeam;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UnrolledCoderTest {
    private static final int COLUMNS = 12;
    private static final int ATOMS = 20;
    private static final double LAMBDA = 0.3;

    private static float[] normal(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] dictionary() {
        float[] atoms = normal(ATOMS * COLUMNS, 1);
        for (int atom = 0; atom < ATOMS; atom++) {
            double square = 0;
            for (int i = 0; i < COLUMNS; i++) {
                square += Math.pow(atoms[atom * COLUMNS + i], 2);
            }
            for (int i = 0; i < COLUMNS; i++) {
                atoms[atom * COLUMNS + i] /= (float) Math.sqrt(square);
            }
        }
        return atoms;
    }

    @Test
    void manyStepsOfShrinkageFindTheOptimalCodes() {
        float[] items = normal(150 * COLUMNS, 2);
        float[] optimal = SparseCoder.codes(dictionary(), COLUMNS, items, LAMBDA, true);

        float[] codes =
                UnrolledCoder.ofShrinkage(dictionary(), COLUMNS, 5000, LAMBDA).encode(items);

        for (int i = 0; i < codes.length; i++) {
            assertThat(codes[i]).isCloseTo(optimal[i], within(0.02f));
        }
    }

    @Test
    void codesDoNotDependOnThreads() {
        float[] items = normal(150 * COLUMNS, 2);
        UnrolledCoder coder = UnrolledCoder.ofShrinkage(dictionary(), COLUMNS, 3, LAMBDA);

        try (ThreadTeam one = ThreadTeam.of(1);
                ThreadTeam three = ThreadTeam.of(3)) {
            assertThat(coder.encode(items, three)).containsExactly(coder.encode(items, one), within(1e-6f));
        }
    }

    @Test
    void refusesWhatHasAnotherSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UnrolledCoder(3, 4, 1, new float[31]))
                .withMessageContaining("31")
                .withMessageContaining("32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnrolledCoder.ofShrinkage(dictionary(), COLUMNS, 1, LAMBDA)
                        .encode(new float[COLUMNS + 1]))
                .withMessageContaining("13 numbers");
    }
}
