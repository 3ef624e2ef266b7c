package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Batch;
import hourglass.data.Rows;
import hourglass.data.SparseRows;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.Network;
import hourglass.optim.Adam;
import hourglass.optim.DifferentiableFunction;
import hourglass.optim.Optimizer;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of sparse rows is what is said of the same rows with their zeros. */
class SparseInputTest {
    private static final int WORDS = 60;
    private static final int ROWS = 21;

    @ParameterizedTest
    @CsvSource({"1, false, none", "2, false, none", "2, true, none", "3, true, masking:0.3", "2, false, gaussian:0.3"})
    void gradientIsThatOfDenseRows(int threads, boolean tied, String corruption) {
        Network network = Network.autoencoder(
                List.of(WORDS, 30, 5), Activation.TANH, Activation.SIGMOID, Activation.SOFTMAX, tied);
        Regularization regularization = Regularization.of(Corruption.of(corruption));
        try (ThreadTeam team = ThreadTeam.of(threads)) {
            Reconstruction objective = new Reconstruction(network, Likelihood.MULTINOMIAL, regularization, ROWS, team);
            float[] parameters = parameters(network);
            Rows sparse = documents();
            float[] expected = gradient(objective, parameters, Rows.of(sparse.toArray(), WORDS));
            assertThat(gradient(objective, parameters, sparse)).containsExactly(expected, within(1e-5f));
        }
    }

    @Test
    void codesAreThoseOfDenseRows() {
        Network network = Network.autoencoder(
                List.of(WORDS, 30, 5), Activation.TANH, Activation.SIGMOID, Activation.SOFTMAX, false);
        Autoencoder model = new Autoencoder(network, parameters(network));
        Rows sparse = documents();
        assertThat(model.encode(sparse).values()).containsExactly(model.encode(sparse.toArray()), within(1e-5f));
    }

    @Test
    void documentWithoutWordsHasNoLoss() {
        Network network =
                Network.autoencoder(List.of(4, 3), Activation.TANH, Activation.TANH, Activation.SOFTMAX, false);
        try (ThreadTeam team = ThreadTeam.of(1)) {
            Reconstruction objective =
                    new Reconstruction(network, Likelihood.MULTINOMIAL, Regularization.NONE, 1, team);
            Rows empty = SparseRows.builder(4).add(new int[0], new float[0], 0).build();
            Batch batch = new Batch(1, 4);
            batch.fill(empty, 0, 1);
            float[] gradient = new float[network.dimension()];
            double loss = objective.bind(batch, 0).gradient(parameters(network), VectorSink.into(gradient));
            assertThat(loss).isZero();
            assertThat(gradient).containsOnly(0);
        }
    }

    @Test
    void lossIsThatOfOneWord() {
        Network network =
                Network.autoencoder(List.of(4, 3), Activation.TANH, Activation.TANH, Activation.SOFTMAX, false);
        try (ThreadTeam team = ThreadTeam.of(1)) {
            Reconstruction objective =
                    new Reconstruction(network, Likelihood.MULTINOMIAL, Regularization.NONE, 1, team);
            Batch batch = new Batch(1, 4);
            batch.fill(Rows.of(new float[] {3, 0, 1, 0}, 4), 0, 1);
            float[] nothing = new float[network.dimension()];
            assertThat(objective.bind(batch, 0).value(nothing)).isCloseTo(Math.log(4), within(1e-5));
        }
    }

    @Test
    void stepOnSparseRowsAllocatesNothing() {
        Network network = Network.autoencoder(
                List.of(WORDS, 30, 5), Activation.TANH, Activation.SIGMOID, Activation.SOFTMAX, true);
        try (ThreadTeam team = ThreadTeam.of(1)) {
            Reconstruction objective = new Reconstruction(
                    network, Likelihood.MULTINOMIAL, Regularization.NONE.withCodeNoise(4), ROWS, team);
            Optimizer.State<? super DifferentiableFunction> adam =
                    Adam.of(1e-3).start(network.dimension(), network.weightCount());
            float[] parameters = parameters(network);
            Rows documents = documents();
            Batch batch = new Batch(ROWS, WORDS);
            var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long allocated = Long.MAX_VALUE;
            for (int repetition = 0; repetition < 20; repetition++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int step = 0; step < 50; step++) {
                    batch.fill(documents, 0, ROWS);
                    adam.step(objective.bind(batch, step), parameters, 1);
                }
                allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
            }
            // Some bytes a step would be thousands.
            assertThat(allocated).isLessThan(1000);
        }
    }

    private static float[] gradient(Reconstruction objective, float[] parameters, Rows rows) {
        Batch batch = new Batch(ROWS, WORDS);
        batch.fill(rows, 0, ROWS);
        float[] gradient = new float[parameters.length];
        objective.bind(batch, 7).gradient(parameters, VectorSink.into(gradient));
        return gradient;
    }

    private static float[] parameters(Network network) {
        SplittableRandom random = new SplittableRandom(5);
        float[] parameters = new float[network.dimension()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) (0.2 * random.nextGaussian());
        }
        return parameters;
    }

    private static Rows documents() {
        SplittableRandom random = new SplittableRandom(6);
        SparseRows.Builder builder = SparseRows.builder(WORDS);
        for (int row = 0; row < ROWS; row++) {
            int[] words =
                    random.ints(random.nextInt(9), 0, WORDS).sorted().distinct().toArray();
            float[] counts = new float[words.length];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = 1 + random.nextInt(3);
            }
            builder.add(words, counts, counts.length);
        }
        return builder.build();
    }
}
