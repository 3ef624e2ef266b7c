package hourglass.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.Batch;
import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.generated.PenDigits;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Activation;
import hourglass.network.Network;
import hourglass.objective.Likelihood;
import hourglass.objective.Reconstruction;
import hourglass.objective.Regularization;
import hourglass.optim.DifferentiableFunction;
import hourglass.random.CounterRandom;
import hourglass.train.WeightInitializer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AugmentedObjectiveTest {
    private static final int ROWS = 20;
    private static final ThreadTeam TEAM = ThreadTeam.of(2);
    private static final Dataset DIGITS = PenDigits.of(ROWS, 5);
    private static final ImageShape SHAPE = Objects.requireNonNull(DIGITS.imageShape());
    private static final ImageViews VIEWS = ImageViews.gentle(SHAPE);
    private static final Network NETWORK =
            Network.autoencoder(List.of(784, 8), Activation.TANH, Activation.LINEAR, Activation.SIGMOID, false);
    private static final float[] PARAMETERS = WeightInitializer.GLOROT.parameters(NETWORK, 3);

    private final Reconstruction plain =
            new Reconstruction(NETWORK, Likelihood.BERNOULLI, Regularization.NONE, ROWS, TEAM);
    private final AugmentedObjective<DifferentiableFunction> augmented =
            new AugmentedObjective<>(plain, VIEWS, ROWS, TEAM);

    @AfterAll
    static void close() {
        TEAM.close();
    }

    private static Batch digits() {
        Batch batch = new Batch(ROWS, 784);
        batch.fill(DIGITS.rows(), 0, ROWS);
        return batch;
    }

    @Test
    void aViewIsWhatIsSeenAndWhatIsToBeReconstructed() {
        Batch drawn = digits();
        float[] images = drawn.values().clone();
        for (int row = 0; row < ROWS; row++) {
            VIEWS.drawer().draw(CounterRandom.key(7, row), 0, images, 784 * row, 784, drawn.values(), 784 * row);
        }
        float[] ofViews = gradient(plain.bind(drawn, 7));
        assertThat(gradient(augmented.bind(digits(), 7))).isEqualTo(ofViews);
    }

    private static float[] gradient(DifferentiableFunction function) {
        float[] gradient = new float[function.dimension()];
        function.gradient(
                PARAMETERS, (from, length, values, offset) -> System.arraycopy(values, offset, gradient, from, length));
        return gradient;
    }

    @Test
    void anotherSeedDrawsOtherViews() {
        double first = augmented.bind(digits(), 7).value(PARAMETERS);
        assertThat(augmented.bind(digits(), 8).value(PARAMETERS)).isNotEqualTo(first);
    }

    @Test
    void rowsHeldOutAreTakenAsTheyAre() {
        double ofImages = plain.bind(digits(), 7).value(PARAMETERS);
        assertThat(augmented.bindHeldOut(digits(), 7).value(PARAMETERS)).isEqualTo(ofImages);
    }

    @Test
    void refusesViewsOfAnotherSize() {
        ImageViews others = ImageViews.gentle(new ImageShape(16, 16, 1));
        assertThatThrownBy(() -> new AugmentedObjective<>(plain, others, ROWS, TEAM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("256");
    }
}
