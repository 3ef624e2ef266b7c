package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Batch;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.Network;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The penalty against the Jacobian that central differences of the codes give. */
class ContractionTest {
    private static final ThreadTeam TEAM = ThreadTeam.of(2);
    private static final int ROWS = 5;
    private static final float[] X = numbers(ROWS * 8, 0.7, 3);

    @AfterAll
    static void close() {
        TEAM.close();
    }

    static List<Network> networks() {
        return List.of(
                network(Activation.SIGMOID, 8, 6),
                network(Activation.TANH, 8, 30),
                network(Activation.SOFTPLUS, 8, 6, 5),
                network(Activation.SIGMOID, 8, 12, 7, 4),
                network(Activation.LINEAR, 8, 3));
    }

    private static Network network(Activation activation, Integer... sizes) {
        return Network.autoencoder(List.of(sizes), activation, activation, Activation.LINEAR, false);
    }

    private static float[] numbers(int count, double deviation, long seed) {
        float[] numbers = new float[count];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (deviation * random.nextGaussian());
        }
        return numbers;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void exactPenaltyIsTheSquaredNormOfTheJacobian(Network network) {
        float[] parameters = numbers(network.dimension(), 0.5, 4);
        double expected = 0.3 * squaredJacobians(network, parameters);
        assertThat(penalty(network, parameters, new Contraction.Exact(0.3), 0))
                .isCloseTo(expected, within(2e-3 * expected));
    }

    @Test
    void portionsOfABatchAddUp() {
        // So wide that a portion holds few items only.
        Network wide = network(Activation.TANH, 8, 700, 300);
        float[] parameters = numbers(wide.dimension(), 0.05, 4);
        double expected = squaredJacobians(wide, parameters);
        assertThat(penalty(wide, parameters, new Contraction.Exact(1), 0)).isCloseTo(expected, within(5e-3 * expected));
    }

    @Test
    void stochasticPenaltyEstimatesTheExactOne() {
        Network network = network(Activation.SIGMOID, 8, 12, 7, 4);
        float[] parameters = numbers(network.dimension(), 0.5, 4);
        double expected = penalty(network, parameters, new Contraction.Exact(0.3), 0);
        double mean = 0;
        for (int seed = 0; seed < 400; seed++) {
            mean += penalty(network, parameters, new Contraction.Stochastic(0.3, 0.05), seed) / 400;
        }
        assertThat(mean).isCloseTo(expected, within(0.05 * expected));
    }

    @Test
    void termOfHigherOrderVanishesForALinearEncoderOnly() {
        Contraction higher = new Contraction.HigherOrder(0.3, 0.5, 0.4);
        Network linear = network(Activation.LINEAR, 8, 3);
        float[] parameters = numbers(linear.dimension(), 0.5, 4);
        double first = penalty(linear, parameters, new Contraction.Exact(0.3), 0);
        assertThat(penalty(linear, parameters, higher, 1)).isCloseTo(first, within(1e-4 * first));
        Network curved = network(Activation.SIGMOID, 8, 3);
        assertThat(penalty(curved, parameters, higher, 1))
                .isGreaterThan(1.01 * penalty(curved, parameters, new Contraction.Exact(0.3), 0));
    }

    @Test
    void refusesTheTermOfHigherOrderForDeepEncoders() {
        Network deep = network(Activation.SIGMOID, 8, 6, 4);
        assertThatThrownBy(() -> penalty(deep, new float[0], new Contraction.HigherOrder(1, 1, 1), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 layer, not 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "exact:0.1", "higher-order:0.1:0.2:0.3", "stochastic:0.1:0.2"})
    void notationIsReadAsItIsWritten(String text) {
        assertThat(Contraction.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exact", "exact:x", "exact:-1", "stochastic:1", "stochastic:1:0", "other:1"})
    void refusesWhatIsNoContraction(String text) {
        assertThatThrownBy(() -> Contraction.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double penalty(Network network, float[] parameters, Contraction contraction, long seed) {
        Batch batch = new Batch(ROWS, network.visible());
        batch.fill(Rows.of(X, network.visible()), 0, ROWS);
        return value(network, parameters, Regularization.of(contraction), batch, seed)
                - value(network, parameters, Regularization.NONE, batch, seed);
    }

    private static double value(
            Network network, float[] parameters, Regularization regularization, Batch batch, long seed) {
        return new Reconstruction(network, Likelihood.GAUSSIAN, regularization, ROWS, TEAM)
                .bind(batch, seed)
                .value(parameters);
    }

    private static double squaredJacobians(Network network, float[] parameters) {
        Autoencoder model = new Autoencoder(network, parameters);
        float step = 1e-2f;
        double sum = 0;
        for (int column = 0; column < network.visible(); column++) {
            float[] high = X.clone();
            float[] low = X.clone();
            for (int row = 0; row < ROWS; row++) {
                high[row * network.visible() + column] += step;
                low[row * network.visible() + column] -= step;
            }
            float[] up = model.encode(high, TEAM);
            float[] down = model.encode(low, TEAM);
            for (int i = 0; i < up.length; i++) {
                double slope = (up[i] - down[i]) / (2 * step);
                sum += slope * slope / ROWS;
            }
        }
        return sum;
    }
}
