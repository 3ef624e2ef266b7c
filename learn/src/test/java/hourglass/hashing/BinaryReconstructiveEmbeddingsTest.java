package hourglass.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.codes.BinaryCodes;
import hourglass.data.Rows;
import hourglass.random.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BinaryReconstructiveEmbeddingsTest {
    private static final int ROWS = 30;
    private static final int ANCHORS = 5;
    private static final int BITS = 3;

    private static float[] kernel() {
        SplittableRandom random = Seeds.random(1);
        float[] kernel = new float[ROWS * ANCHORS];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) (random.nextDouble() - 0.5);
        }
        return kernel;
    }

    private static WeightDescent.Pairs pairs() {
        SplittableRandom random = Seeds.random(2);
        int count = 200;
        int[] first = random.ints(count, 0, ROWS).toArray();
        int[] second = random.ints(count, 0, ROWS).toArray();
        float[] targets = new float[count];
        for (int i = 0; i < count; i++) {
            targets[i] = (float) random.nextDouble();
        }
        return new WeightDescent.Pairs(ROWS, first, second, targets);
    }

    /** The objective of weights by its definition. */
    private static double objective(float[] weights) {
        float[] kernel = kernel();
        WeightDescent.Pairs pairs = pairs();
        boolean[][] bits = new boolean[ROWS][BITS];
        for (int row = 0; row < ROWS; row++) {
            for (int bit = 0; bit < BITS; bit++) {
                double score = 0;
                for (int q = 0; q < ANCHORS; q++) {
                    score += (double) weights[bit * ANCHORS + q] * kernel[row * ANCHORS + q];
                }
                bits[row][bit] = score > 0;
            }
        }
        double sum = 0;
        for (int pair = 0; pair < pairs.targets().length; pair++) {
            int differing = 0;
            for (int bit = 0; bit < BITS; bit++) {
                differing += bits[pairs.first()[pair]][bit] == bits[pairs.second()[pair]][bit] ? 0 : 1;
            }
            double error = pairs.targets()[pair] - (double) differing / BITS;
            sum += error * error;
        }
        return sum / pairs.targets().length;
    }

    private static WeightDescent descent() {
        WeightDescent descent = new WeightDescent(BITS, kernel(), ANCHORS, pairs());
        descent.start(ANCHORS, Seeds.random(3));
        return descent;
    }

    @Test
    void knowsItsObjectiveAfterEverySweep() {
        WeightDescent descent = descent();
        for (int sweep = 0; sweep < 4; sweep++) {
            assertThat(descent.objective()).isCloseTo(objective(descent.weights()), within(1e-9));
            descent.sweep();
        }
    }

    @Test
    void neverRaisesTheObjective() {
        WeightDescent descent = descent();
        double first = descent.objective();
        double before = first;
        for (int sweep = 0; sweep < 6; sweep++) {
            descent.sweep();
            assertThat(descent.objective()).isLessThanOrEqualTo(before + 1e-12);
            before = descent.objective();
        }
        assertThat(before).isLessThan(first);
    }

    @Test
    void endsWhereNoOtherValueOfOneWeightIsBetter() {
        WeightDescent descent = descent();
        for (int sweep = 0; sweep < 50; sweep++) {
            descent.sweep();
        }
        double reached = descent.objective();
        for (int i = 0; i < BITS * ANCHORS; i++) {
            for (double step = -3; step <= 3; step += 0.05) {
                float[] weights = descent.weights().clone();
                weights[i] += (float) step;
                assertThat(objective(weights)).isGreaterThanOrEqualTo(reached - 1e-9);
            }
        }
    }

    @Test
    void bringsClassesTogether() {
        Rows data = Vectors.classes(200, 8, 4, 1);
        BinaryCodes codes =
                BinaryReconstructiveEmbeddings.of(16).withLabels().fit(data).binaryCodes(data);
        double same = 0;
        double other = 0;
        for (int row = 4; row < 200; row++) {
            same += codes.distance(row, codes.code(row - 4));
            other += codes.distance(row, codes.code(row - 1));
        }
        assertThat(same).isLessThan(0.6 * other);
    }

    @Test
    void hasDistancesThatGrowWithThoseOfTheRows() {
        Rows data = Vectors.normal(300, 6, 1);
        KernelHasher hasher = BinaryReconstructiveEmbeddings.of(32).fit(data);
        BinaryCodes codes = hasher.binaryCodes(data);
        float[] values = data.toArray();
        double near = 0;
        double far = 0;
        int nears = 0;
        int fars = 0;
        for (int row = 1; row < 300; row++) {
            double square = 0;
            for (int column = 0; column < 6; column++) {
                double difference = values[row * 6 + column] - values[column];
                square += difference * difference;
            }
            if (square < 3) {
                near += codes.distance(row, codes.code(0));
                nears++;
            } else {
                far += codes.distance(row, codes.code(0));
                fars++;
            }
        }
        assertThat(near / nears).isLessThan(far / fars);
    }
}
