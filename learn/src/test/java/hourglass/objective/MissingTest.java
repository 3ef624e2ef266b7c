package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Batch;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.Network;
import hourglass.optim.DifferentiableFunction;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What is missing is put in as 0 and is no target. */
class MissingTest {
    private static final ThreadTeam TEAM = ThreadTeam.of(2);
    private static final Network NETWORK =
            Network.autoencoder(List.of(4, 3), Activation.TANH, Activation.TANH, Activation.LINEAR, false);
    private static final float[] GAPS = {0.5f, Float.NaN, -1, 2, Float.NaN, 1, 0.3f, Float.NaN};
    private static final float[] ZEROS = {0.5f, 0, -1, 2, 0, 1, 0.3f, 0};
    private static final Regularization NOISE =
            Regularization.of(new Corruption.Masking(0.4)).with(new Emphasis(1, 0.2));

    @AfterAll
    static void close() {
        TEAM.close();
    }

    @Test
    void lossIsThatOfWhatIsThere() {
        float[] parameters = parameters();
        float[] again = new Autoencoder(NETWORK, parameters).reconstruct(ZEROS);
        double sum = 0;
        for (int i = 0; i < GAPS.length; i++) {
            sum += Float.isNaN(GAPS[i]) ? 0 : 0.5 * (again[i] - GAPS[i]) * (again[i] - GAPS[i]);
        }
        assertThat(bind(Regularization.NONE, GAPS).value(parameters)).isCloseTo(sum / 2, within(1e-6));
    }

    @Test
    void dataWithoutGapsAreTakenAsEver() {
        Reconstruction plain = new Reconstruction(NETWORK, Likelihood.GAUSSIAN, NOISE, 2, TEAM);
        assertThat(bind(NOISE, ZEROS).value(parameters()))
                .isEqualTo(plain.bind(batch(ZEROS), 3).value(parameters()));
    }

    @Test
    void gradientIsThatOfTheLoss() {
        float[] at = parameters();
        float[] gradient = new float[at.length];
        bind(NOISE, GAPS)
                .gradient(
                        at, (from, length, values, offset) -> System.arraycopy(values, offset, gradient, from, length));
        float step = 1e-2f;
        for (int i = 0; i < at.length; i++) {
            float[] moved = at.clone();
            moved[i] += step;
            double above = bind(NOISE, GAPS).value(moved);
            moved[i] -= 2 * step;
            double below = bind(NOISE, GAPS).value(moved);
            assertThat((double) gradient[i]).isCloseTo((above - below) / (2 * step), within(2e-3));
        }
    }

    @Test
    void refusesOutputsThatDependOnEachOther() {
        Network softmax =
                Network.autoencoder(List.of(4, 3), Activation.TANH, Activation.TANH, Activation.SOFTMAX, false);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Reconstruction(softmax, Likelihood.MULTINOMIAL, Regularization.NONE, true, 2, TEAM))
                .withMessageContaining("missing");
    }

    private static DifferentiableFunction bind(Regularization regularization, float[] values) {
        return new Reconstruction(NETWORK, Likelihood.GAUSSIAN, regularization, true, 2, TEAM).bind(batch(values), 3);
    }

    private static Batch batch(float[] values) {
        Batch batch = new Batch(2, 4);
        batch.fill(Rows.of(values, 4), 0, 2);
        return batch;
    }

    private static float[] parameters() {
        float[] parameters = new float[NETWORK.dimension()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) Math.sin(1.7 * i + 0.4);
        }
        return parameters;
    }
}
