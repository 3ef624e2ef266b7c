package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.decomposition.PrincipalComponents;
import hourglass.eval.ReconstructionError;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.DenseLayer;
import hourglass.network.LayerSpec;
import hourglass.objective.Corruption;
import hourglass.objective.Likelihood;
import hourglass.objective.Regularization;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PcaInitializationTest {
    private static final int COLUMNS = 12;
    private static final Rows ROWS = correlated(300, 8);

    private final ThreadTeam team = ThreadTeam.of(1);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void reconstructsAsPrincipalComponentsDo(boolean tied) {
        Autoencoder deep = started(tied, 40, 16, 10, 4);
        float[] expected = reconstructed(PrincipalComponents.fit(ROWS, 4, team));
        assertThat(deep.decode(deep.encode(ROWS.toArray(), team), team)).containsExactly(expected, within(1e-4f));
    }

    @Test
    void linearCodeHoldsTheComponentsThemselves() {
        float[] codes = started(true, 20, 10, 3).encode(ROWS.toArray(), team);
        float[] expected = PrincipalComponents.fit(ROWS, 3, team).encode(ROWS.toArray(), team);
        assertThat(codes).containsExactly(expected, within(1e-4f));
    }

    @Test
    void rectifiedCodeReconstructsFromHalfAsManyComponents() {
        Autoencoder network = looksLinear(List.of(20, 6), Activation.RELU, Likelihood.GAUSSIAN)
                .autoencoder(ROWS, true, team);
        float[] expected = reconstructed(PrincipalComponents.fit(ROWS, 3, team));
        assertThat(network.decode(network.encode(ROWS.toArray(), team), team)).containsExactly(expected, within(1e-4f));
    }

    @Test
    void unitWithoutPartnerHardlyMatters() {
        requireNearlyTheErrorOfComponents(4, started(true, 21, 11, 4));
    }

    @Test
    void everyUnitHasWeights() {
        Autoencoder network = started(true, 41, 21, 4);
        for (int l = 0; l < network.network().encoderDepth(); l++) {
            DenseLayer layer = (DenseLayer) network.network().layers().get(l);
            for (int unit = 0; unit < layer.outputs(); unit++) {
                double squares = 0;
                for (int i = 0; i < layer.inputs(); i++) {
                    squares += Math.pow(network.parameters()[layer.weightOffset() + i * layer.outputs() + unit], 2);
                }
                assertThat(squares).as("unit %d of layer %d", unit, l).isPositive();
            }
        }
    }

    @Test
    void logitsOfProbabilitiesRiseFourTimesAsFastAsTheComponentsHaveIt() {
        float[] shares = ROWS.toArray();
        for (int i = 0; i < shares.length; i++) {
            shares[i] = 0.5f + 0.01f * shares[i];
        }
        Rows rows = Rows.of(shares, COLUMNS);
        Autoencoder network = looksLinear(List.of(20, 4), Activation.LINEAR, Likelihood.BERNOULLI)
                .autoencoder(rows, true, team);
        // Near a half the sigmoid is its tangent.
        PrincipalComponents components = PrincipalComponents.fit(rows, 4, team);
        assertThat(network.decode(network.encode(shares, team), team))
                .containsExactly(components.decode(components.encode(shares, team), team), within(2e-3f));
    }

    @Test
    void trainingGoesOnFromThere() {
        double principal = ReconstructionError.squared(PrincipalComponents.fit(ROWS, 2, team), ROWS, team);
        Autoencoder trained = AutoencoderTrainer.builder(20, 10, 2)
                .likelihood(Likelihood.GAUSSIAN)
                .initialization(new Initialization.PrincipalComponents())
                .epochs(5)
                .validationShare(0)
                .build()
                .fit(ROWS, Listener.NONE, null, team)
                .bareModel(Autoencoder.class);
        assertThat(ReconstructionError.squared(trained, ROWS, team)).isLessThan(principal);
    }

    @Test
    void codeUnitsThatNoComponentReachesHardlyMatter() {
        requireNearlyTheErrorOfComponents(3, started(true, 20, 6, 4));
    }

    @Test
    void startsCodesLongerThanTheDataVary() {
        Rows few = correlated(300, 3);
        Autoencoder network = looksLinear(List.of(20, 5), Activation.LINEAR, Likelihood.GAUSSIAN)
                .autoencoder(few, true, team);
        assertThat(ReconstructionError.squared(network, few, team)).isLessThan(1e-3);
    }

    @Test
    void refusesRowsThatAreAllTheSame() {
        assertThatThrownBy(() -> looksLinear(List.of(20, 4), Activation.LINEAR, Likelihood.GAUSSIAN)
                        .autoencoder(Rows.of(new float[60], COLUMNS), true, team))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("give rows that differ");
    }

    @Test
    void isTheDefaultOfPlainRectifiedAutoencoders() {
        assertThat(AutoencoderTrainer.withLayers(20, 4).initialization())
                .isEqualTo(new Initialization.PrincipalComponents());
    }

    @Test
    void isNotTheDefaultOfOthers() {
        Initialization random = new Initialization.Random(WeightInitializer.HE);
        assertThat(AutoencoderTrainer.builder(20, 4)
                        .activation(Activation.TANH)
                        .build()
                        .initialization())
                .isEqualTo(random);
        assertThat(AutoencoderTrainer.builder(20, 4)
                        .likelihood(Likelihood.POISSON)
                        .build()
                        .initialization())
                .isEqualTo(random);
        assertThat(AutoencoderTrainer.builder(20, 4)
                        .regularization(Regularization.of(new Corruption.Masking(0.2)))
                        .build()
                        .initialization())
                .isEqualTo(random);
    }

    @Test
    void refusesUnitsThatSaturate() {
        assertThatThrownBy(() -> AutoencoderTrainer.builder(20, 4)
                        .activation(Activation.SIGMOID)
                        .initialization(new Initialization.PrincipalComponents())
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SIGMOID");
    }

    @Test
    void refusesCounts() {
        assertThatThrownBy(() -> looksLinear(List.of(20, 4), Activation.LINEAR, Likelihood.MULTINOMIAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MULTINOMIAL");
    }

    private void requireNearlyTheErrorOfComponents(int count, Autoencoder network) {
        double error = ReconstructionError.squared(network, ROWS, team);
        assertThat(error)
                .isCloseTo(
                        ReconstructionError.squared(PrincipalComponents.fit(ROWS, count, team), ROWS, team),
                        within(1e-3 * error));
    }

    private Autoencoder started(boolean tied, Integer... layers) {
        return looksLinear(List.of(layers), Activation.LINEAR, Likelihood.GAUSSIAN)
                .autoencoder(ROWS, tied, team);
    }

    private static PcaInitialization looksLinear(List<Integer> layers, Activation code, Likelihood likelihood) {
        return PcaInitialization.of(LayerSpec.dense(layers), Activation.RELU, code, likelihood, 7);
    }

    private float[] reconstructed(PrincipalComponents components) {
        return components.decode(components.encode(ROWS.toArray(), team), team);
    }

    /** Rows that vary in some number of directions about a mean that is not 0. */
    private static Rows correlated(int count, int directions) {
        SplittableRandom random = new SplittableRandom(3);
        float[] mixing = new float[directions * COLUMNS];
        for (int i = 0; i < mixing.length; i++) {
            mixing[i] = (float) (random.nextGaussian() / (1 + i / COLUMNS));
        }
        float[] values = new float[count * COLUMNS];
        for (int row = 0; row < count; row++) {
            for (int direction = 0; direction < directions; direction++) {
                double score = random.nextGaussian();
                for (int column = 0; column < COLUMNS; column++) {
                    values[row * COLUMNS + column] += (float) (score * mixing[direction * COLUMNS + column]);
                }
            }
            for (int column = 0; column < COLUMNS; column++) {
                values[row * COLUMNS + column] += 1 + 0.1f * column;
            }
        }
        return Rows.of(values, COLUMNS);
    }
}
