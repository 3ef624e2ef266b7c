package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Batch;
import hourglass.data.Rows;
import hourglass.data.SparseRows;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.model.Autoencoder;
import hourglass.model.Rbm;
import hourglass.model.RbmShape;
import hourglass.model.Units;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RBMs whose visible units are the counts of a document's words. */
class CountRbmTest {
    private static final ThreadTeam TEAM = ThreadTeam.of(2);

    @AfterAll
    static void close() {
        TEAM.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"CONSTRAINED_POISSON", "REPLICATED_SOFTMAX"})
    void oneStepReconstructsTheLengthOfEachDocument(Units units) {
        RbmShape shape = new RbmShape(40, 11, units, Units.BERNOULLI);
        Rbm rbm = random(shape, 0.3, 1);
        Rows documents = documents(23, 40, 2);
        float[] gradient = gradient(rbm, documents, 1);
        // The data's counts and their reconstructions have the same sums, so the visible biases' gradient has the sum
        // 0.
        double sum = 0;
        for (int i = 0; i < shape.visible(); i++) {
            sum += gradient[shape.visibleBiasOffset() + i];
        }
        assertThat(sum).isCloseTo(0, within(1e-4));
    }

    @ParameterizedTest
    @EnumSource(names = {"CONSTRAINED_POISSON", "REPLICATED_SOFTMAX"})
    void sparseDocumentsGiveTheGradientOfDenseOnes(Units units) {
        Rbm rbm = random(new RbmShape(40, 11, units, Units.BERNOULLI), 0.3, 1);
        Rows sparse = documents(23, 40, 2);
        Rows dense = Rows.of(sparse.toArray(), 40);
        for (int steps : new int[] {1, 3}) {
            assertThat(gradient(rbm, sparse, steps)).containsExactly(gradient(rbm, dense, steps), within(1e-4f));
        }
    }

    @Test
    void longChainsGiveTheGradientOfTheReplicatedSoftmax() {
        Rbm rbm = random(new RbmShape(3, 2, Units.REPLICATED_SOFTMAX, Units.BERNOULLI), 0.7, 4);
        // All documents have 2 words: a Z for each length.
        float[] items = {2, 0, 0, 1, 1, 0, 0, 0, 2, 1, 0, 1};
        float[] repeated = new float[items.length * 5_000];
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = items[i % items.length];
        }
        float[] gradient = gradient(rbm, Rows.of(repeated, 3), 30);
        assertThat(gradient).containsExactly(exactGradient(rbm, items), within(0.05f));
    }

    @Test
    void freeEnergySumsOverHiddenStatesOfTheReplicatedSoftmax() {
        Rbm rbm = random(new RbmShape(3, 2, Units.REPLICATED_SOFTMAX, Units.BERNOULLI), 0.7, 4);
        float[] v = {2, 0, 1};
        double sum = 0;
        for (int state = 0; state < 4; state++) {
            sum += Math.exp(-energy(rbm, v, new float[] {state & 1, state >> 1}));
        }
        assertThat(rbm.freeEnergy(v)[0]).isCloseTo(-Math.log(sum), within(1e-4));
    }

    @ParameterizedTest
    @EnumSource(names = {"CONSTRAINED_POISSON", "REPLICATED_SOFTMAX"})
    void unrolledMachineEncodesAndDecodesAsTheMachine(Units units) {
        Rbm rbm = random(new RbmShape(40, 11, units, Units.BERNOULLI), 0.3, 1);
        Rows documents = documents(5, 40, 3);
        Autoencoder unrolled = Rbm.unroll(List.of(rbm), false);
        float[] codes = rbm.encode(documents, TEAM).values();
        assertThat(unrolled.encode(documents, TEAM).values()).containsExactly(codes, within(1e-5f));
        assertThat(unrolled.decode(codes, TEAM)).containsExactly(rbm.decode(codes, TEAM), within(1e-6f));
    }

    @Test
    void hiddenBiasCountsOnceForEachWordOfAReplicatedSoftmax() {
        RbmShape shape = new RbmShape(2, 1, Units.REPLICATED_SOFTMAX, Units.BERNOULLI);
        Rbm rbm = new Rbm(shape, new float[] {0, 0, /* b */ 0, 0, /* c */ 0.5f});
        double expected = 1 / (1 + Math.exp(-0.5 * 3));
        assertThat((double) rbm.encode(new float[] {1, 2})[0]).isCloseTo(expected, within(1e-5));
    }

    @Test
    void refusesChainsThatPersist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContrastiveDivergence.persistent(
                        new RbmShape(3, 2, Units.REPLICATED_SOFTMAX, Units.BERNOULLI), 1, 5, 5, TEAM))
                .withMessageContaining("REPLICATED_SOFTMAX");
    }

    @Test
    void refusesCountsAsHiddenUnits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RbmShape(3, 2, Units.BERNOULLI, Units.REPLICATED_SOFTMAX))
                .withMessageContaining("REPLICATED_SOFTMAX");
    }

    private static float[] gradient(Rbm rbm, Rows documents, int steps) {
        Batch batch = new Batch(documents.count(), documents.columns());
        batch.fill(documents, 0, documents.count());
        float[] gradient = new float[rbm.shape().dimension()];
        new ContrastiveDivergence(rbm.shape(), steps, batch.rows(), TEAM)
                .bind(batch, 3)
                .gradient(rbm.parameters(), VectorSink.into(gradient));
        return gradient;
    }

    /** By all documents of 2 words out of 3, each as often as it can be written, and all hidden states. */
    private static float[] exactGradient(Rbm rbm, float[] items) {
        float[] gradient = new float[rbm.shape().dimension()];
        for (int row = 0; row < items.length / 3; row++) {
            add(rbm, Arrays.copyOfRange(items, 3 * row, 3 * row + 3), -3.0 / items.length, gradient);
        }
        float[][] all = {{2, 0, 0}, {0, 2, 0}, {0, 0, 2}, {1, 1, 0}, {1, 0, 1}, {0, 1, 1}};
        double[] weights = new double[all.length];
        for (int i = 0; i < all.length; i++) {
            weights[i] = (i < 3 ? 1 : 2) * Math.exp(-rbm.freeEnergy(all[i])[0]);
        }
        double z = Arrays.stream(weights).sum();
        for (int i = 0; i < all.length; i++) {
            add(rbm, all[i], weights[i] / z, gradient);
        }
        return gradient;
    }

    private static void add(Rbm rbm, float[] v, double weight, float[] gradient) {
        float[] h = rbm.encode(v);
        RbmShape shape = rbm.shape();
        double length = v[0] + v[1] + v[2];
        for (int j = 0; j < shape.hidden(); j++) {
            gradient[shape.hiddenBiasOffset() + j] += (float) (weight * length * h[j]);
            for (int i = 0; i < shape.visible(); i++) {
                gradient[i * shape.hidden() + j] += (float) (weight * v[i] * h[j]);
            }
        }
        for (int i = 0; i < shape.visible(); i++) {
            gradient[shape.visibleBiasOffset() + i] += (float) (weight * v[i]);
        }
    }

    private static double energy(Rbm rbm, float[] v, float[] h) {
        RbmShape shape = rbm.shape();
        float[] w = rbm.parameters();
        double energy = 0;
        for (int i = 0; i < v.length; i++) {
            energy -= v[i] * w[shape.visibleBiasOffset() + i];
            for (int j = 0; j < h.length; j++) {
                energy -= v[i] * h[j] * (w[i * h.length + j] + w[shape.hiddenBiasOffset() + j]);
            }
        }
        return energy;
    }

    private static Rbm random(RbmShape shape, double spread, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] parameters = new float[shape.dimension()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) (spread * random.nextGaussian());
        }
        return new Rbm(shape, parameters);
    }

    private static SparseRows documents(int count, int words, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SparseRows.Builder builder = SparseRows.builder(words);
        for (int row = 0; row < count; row++) {
            int[] indices = random.ints(1 + random.nextInt(9), 0, words)
                    .sorted()
                    .distinct()
                    .toArray();
            float[] values = new float[indices.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = 1 + random.nextInt(3);
            }
            builder.add(indices, values, indices.length);
        }
        return builder.build();
    }
}
