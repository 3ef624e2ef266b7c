package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import hourglass.data.Rows;
import hourglass.decomposition.PrincipalComponents;
import hourglass.eval.ReconstructionError;
import hourglass.eval.SubspaceAngles;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.objective.Likelihood;
import hourglass.optim.Lbfgs;
import hourglass.random.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the linear autoencoder learns: the subspace of the leading principal components (P. Baldi, K. Hornik, <i>Neural
 * networks and principal component analysis</i>, 1989), which no encoder of any kind can better with a linear decoder.
 */
class LinearAutoencoderTest {
    private static final ThreadTeam TEAM = ThreadTeam.of(1);
    private static final int COLUMNS = 12;
    private static final int CODE = 4;
    private static final Rows DATA = data();
    private static final PrincipalComponents BOUND = PrincipalComponents.fit(DATA, CODE, TEAM);
    private static final double LEAST = ReconstructionError.squared(BOUND, DATA, TEAM);

    @AfterAll
    static void close() {
        TEAM.close();
    }

    /** Correlated columns whose leading variances differ clearly. */
    private static Rows data() {
        SplittableRandom random = Seeds.random(5);
        double[] mixing = random.doubles(COLUMNS * COLUMNS, -1, 1).toArray();
        float[] values = new float[300 * COLUMNS];
        for (int row = 0; row < 300; row++) {
            for (int factor = 0; factor < COLUMNS; factor++) {
                double strength = Math.pow(0.7, factor) * random.nextGaussian();
                for (int column = 0; column < COLUMNS; column++) {
                    values[row * COLUMNS + column] += (float) (strength * mixing[factor * COLUMNS + column]);
                }
            }
        }
        return Rows.of(values, COLUMNS);
    }

    private static Autoencoder trained(Activation code, boolean tied) {
        return AutoencoderTrainer.builder(CODE)
                .codeActivation(code)
                .likelihood(Likelihood.GAUSSIAN)
                .tied(tied)
                .initialization(new Initialization.Random(WeightInitializer.GLOROT))
                .optimizer(Lbfgs.of())
                .batchSize(300)
                .epochs(300)
                .validationShare(0)
                .build()
                .fit(DATA, Listener.NONE, null, TEAM)
                .bareModel(Autoencoder.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void trainedLinearAutoencoderReachesTheLossOfTheOptimalPairFromTheSvd(boolean tied) {
        double error = ReconstructionError.squared(trained(Activation.LINEAR, tied), DATA, TEAM);
        assertThat(error).isCloseTo(LEAST, withinPercentage(0.2));
        assertThat(error).isGreaterThan(LEAST * (1 - 1e-4));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void trainedLinearAutoencoderSpansTheLeadingPrincipalComponents(boolean tied) {
        Autoencoder model = trained(Activation.LINEAR, tied);
        double[] cosines = SubspaceAngles.cosines(decoder(model), BOUND.components(), COLUMNS);
        assertThat(cosines[CODE - 1]).isGreaterThan(0.995);
    }

    /** The images of the code's units: differences of decoded codes, a row a unit. */
    private static float[] decoder(Autoencoder model) {
        float[] codes = new float[(CODE + 1) * CODE];
        for (int unit = 0; unit < CODE; unit++) {
            codes[(unit + 1) * CODE + unit] = 1;
        }
        float[] items = model.decode(codes, TEAM);
        float[] directions = Arrays.copyOfRange(items, COLUMNS, items.length);
        for (int i = 0; i < directions.length; i++) {
            directions[i] -= items[i % COLUMNS];
        }
        return directions;
    }

    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {"SIGMOID", "TANH", "RELU", "SOFTPLUS"})
    void noEncoderBeatsTheBoundWithALinearDecoder(Activation code) {
        assertThat(ReconstructionError.squared(trained(code, false), DATA, TEAM))
                .isGreaterThan(LEAST * (1 - 1e-4));
    }
}
