package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Batch;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.network.Activation;
import hourglass.network.Network;
import hourglass.optim.DifferentiableFunction;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DropoutTest {
    private static final int UNITS = 4000;
    private static final double DROPPED = 0.3;

    /** One input of 1, many linear units of weight 1, and an output that sums them over their number. */
    private static final Network SUM =
            Network.of(List.of(1, UNITS, 1), List.of(Activation.LINEAR, Activation.LINEAR), 1);

    private static final float[] PARAMETERS = parameters();

    private static float[] parameters() {
        float[] parameters = new float[SUM.dimension()];
        Arrays.fill(parameters, 0, UNITS, 1f);
        Arrays.fill(parameters, UNITS, 2 * UNITS, 1f / UNITS);
        return parameters;
    }

    private static DifferentiableFunction loss(Regularization regularization, long seed) {
        Reconstruction objective = new Reconstruction(SUM, Likelihood.GAUSSIAN, regularization, 1, ThreadTeam.of(1));
        Batch batch = new Batch(1, 1);
        batch.fill(Rows.of(new float[] {1}, 1), 0, 1);
        return objective.bind(batch, seed);
    }

    /** Of the loss, by the weights of the output: 0 where the unit is left out. */
    private static double[] derivativesOfWeights(long seed) {
        float[] gradient = new float[SUM.dimension()];
        loss(Regularization.NONE.withDropout(DROPPED), seed).gradient(PARAMETERS, VectorSink.into(gradient));
        double[] derivatives = new double[UNITS];
        for (int i = 0; i < UNITS; i++) {
            derivatives[i] = gradient[UNITS + i];
        }
        return derivatives;
    }

    @Test
    void aShareOfTheUnitsIsLeftOut() {
        long dropped =
                Arrays.stream(derivativesOfWeights(1)).filter(d -> d == 0).count();
        assertThat((double) dropped / UNITS).isCloseTo(DROPPED, within(0.03));
    }

    @Test
    void unitsThatStayMakeUpForThoseThatDoNot() {
        double whole = loss(Regularization.NONE, 1).value(PARAMETERS);
        double dropped = loss(Regularization.NONE.withDropout(DROPPED), 1).value(PARAMETERS);
        // Of 4,000 units the mean of those that stay, over 1 - p, is 1 but for a deviation of 0.01.
        assertThat(dropped).isCloseTo(whole, within(0.5 * 0.04 * 0.04));
    }

    @Test
    void isTheSameForOneSeedAndAnotherForAnother() {
        assertThat(derivativesOfWeights(3)).isEqualTo(derivativesOfWeights(3)).isNotEqualTo(derivativesOfWeights(4));
    }

    @Test
    void refusesNetworksWithoutHiddenUnits() {
        Network flat = Network.of(List.of(3, 2), List.of(Activation.SOFTMAX), 1);
        assertThatThrownBy(() -> new Classification(flat, Regularization.NONE.withDropout(0.5), 1, ThreadTeam.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without a dense layer below the output");
    }

    @Test
    void refusesContractionsAndAllUnits() {
        assertThatThrownBy(() -> Regularization.of(new Contraction.Exact(0.1)).withDropout(0.5))
                .hasMessageContaining("leave one of them out");
        assertThatThrownBy(() -> Regularization.NONE.withDropout(1)).hasMessageContaining("0 to below 1");
    }
}
