package hourglass.objective;

import static hourglass.objective.NormalNumbers.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Batch;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.network.Activation;
import hourglass.network.Network;
import hourglass.network.Propagation;
import hourglass.optim.GradientFunction;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparseDecompositionTest {
    private static final int ROWS = 7;
    private static final int COLUMNS = 6;
    private static final double LAMBDA = 0.2;

    private static Network network(Activation code) {
        return Network.of(List.of(COLUMNS, 5, 9, COLUMNS), List.of(Activation.SIGMOID, code, Activation.LINEAR), 2);
    }

    /** The loss of given codes, in double precision. */
    private static double loss(Network network, float[] parameters, float[] items, float[] codes, double alpha) {
        try (ThreadTeam one = ThreadTeam.of(1)) {
            Propagation encoder = new Propagation(network.encoder(), ROWS, false, one);
            encoder.setInput(parameters, items, ROWS);
            one.run((part, parts) -> encoder.forward(part));
            float[] atoms = SparseDecomposition.normalised(network, parameters);
            int at = network.layers().get(network.depth() - 1).weightOffset();
            int k = network.codeSize();
            double sum = 0;
            for (int row = 0; row < ROWS; row++) {
                for (int i = 0; i < COLUMNS; i++) {
                    double residual = items[row * COLUMNS + i];
                    for (int j = 0; j < k; j++) {
                        residual -= (double) codes[row * k + j] * atoms[at + j * COLUMNS + i];
                    }
                    sum += 0.5 * residual * residual;
                }
                for (int j = row * k; j < (row + 1) * k; j++) {
                    double miss = (double) codes[j] - encoder.output()[j];
                    sum += LAMBDA * Math.abs(codes[j]) + 0.5 * alpha * miss * miss;
                }
            }
            return sum / ROWS;
        }
    }

    @ParameterizedTest
    @CsvSource({"LINEAR, 0.8, 1", "TANH, 0.3, 2", "SOFTPLUS, 1.5, 3", "SIGMOID, 0.5, 2", "LINEAR, 0, 2"})
    void gradientAgreesWithCentralDifferencesAtTheCodesThatItFound(Activation code, double alpha, int threads) {
        Network network = network(code);
        float[] at = normal(network.dimension(), 0.5, 1);
        float[] items = normal(ROWS * COLUMNS, 1, 2);
        Batch batch = new Batch(ROWS, COLUMNS);
        batch.fill(Rows.of(items, COLUMNS), 0, ROWS);
        try (ThreadTeam team = ThreadTeam.of(threads)) {
            SparseDecomposition objective = new SparseDecomposition(network, LAMBDA, alpha, ROWS, team);
            GradientFunction function = objective.bind(batch, 0);
            float[] gradient = new float[at.length];
            double value = function.gradient(at, VectorSink.into(gradient));
            float[] codes = objective.codes().clone();
            assertThat(value).isCloseTo(loss(network, at, items, codes, alpha), within(1e-5));
            int decoderBiases = at.length - COLUMNS;
            for (int i = 0; i < decoderBiases; i++) {
                float[] up = at.clone();
                float[] down = at.clone();
                up[i] += 4e-3f;
                down[i] -= 4e-3f;
                double difference = loss(network, up, items, codes, alpha) - loss(network, down, items, codes, alpha);
                assertThat((double) gradient[i])
                        .as("parameter " + i)
                        .isCloseTo(difference / ((double) up[i] - down[i]), within(1e-3));
            }
            assertThat(Arrays.copyOfRange(gradient, decoderBiases, at.length)).containsOnly(0f);
        }
    }

    @Test
    void gradientDoesNotChangeTheNormsOfAtoms() {
        Network network = network(Activation.LINEAR);
        float[] at = normal(network.dimension(), 0.5, 3);
        Batch batch = new Batch(ROWS, COLUMNS);
        batch.fill(Rows.of(normal(ROWS * COLUMNS, 1, 4), COLUMNS), 0, ROWS);
        float[] gradient = new float[at.length];
        try (ThreadTeam team = ThreadTeam.of(2)) {
            new SparseDecomposition(network, LAMBDA, 1, ROWS, team)
                    .bind(batch, 0)
                    .gradient(at, VectorSink.into(gradient));
        }
        int first = network.layers().get(2).weightOffset();
        for (int atom = first; atom < network.weightCount(); atom += COLUMNS) {
            double along = 0;
            for (int i = atom; i < atom + COLUMNS; i++) {
                along += (double) gradient[i] * at[i];
            }
            assertThat(along).isCloseTo(0, within(1e-5));
        }
    }

    @Test
    void gradientComesInPiecesThatCoverEveryParameterOnce() {
        Network network = Network.of(List.of(70, 300, 70), List.of(Activation.RELU, Activation.LINEAR), 1);
        int[] times = new int[network.dimension()];
        Batch batch = new Batch(4, 70);
        batch.resize(4);
        try (ThreadTeam team = ThreadTeam.of(3)) {
            new SparseDecomposition(network, LAMBDA, 1, 4, team)
                    .bind(batch, 0)
                    .gradient(normal(network.dimension(), 1, 5), (from, length, values, offset) -> {
                        for (int i = from; i < from + length; i++) {
                            times[i]++;
                        }
                    });
        }
        assertThat(times).containsOnly(1);
    }

    @Test
    void refusesATiedDecoder() {
        Network tied =
                Network.autoencoder(List.of(COLUMNS, 9), Activation.RELU, Activation.RELU, Activation.LINEAR, true);
        try (ThreadTeam team = ThreadTeam.of(1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SparseDecomposition(tied, LAMBDA, 1, ROWS, team))
                    .withMessageContaining("transposed=true");
        }
    }
}
