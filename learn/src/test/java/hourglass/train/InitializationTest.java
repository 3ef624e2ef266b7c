package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.model.Activation;
import hourglass.model.Layer;
import hourglass.model.MapShape;
import hourglass.model.Network;
import hourglass.model.Stage;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class InitializationTest {
    private static final Network NETWORK = Network.autoencoder(
            new MapShape(16, 16, 8),
            Stage.parse("32c4s2-64c3-100"),
            Activation.RELU,
            Activation.RELU,
            Activation.RELU,
            false);

    @Test
    void varianceOfConvolutionsGoesByTheInputsOfAUnit() {
        float[] parameters = Initialization.HE.parameters(NETWORK, 1);
        assertThat(variance(NETWORK.layers().get(0), parameters))
                .isCloseTo(2.0 / (4 * 4 * 8), Percentage.withPercentage(10));
        assertThat(variance(NETWORK.layers().get(1), parameters))
                .isCloseTo(2.0 / (3 * 3 * 32), Percentage.withPercentage(10));
    }

    @Test
    void unitsOfTransposedConvolutionsSeeOnePatchInEveryStride() {
        float[] parameters = Initialization.HE.parameters(NETWORK, 1);
        assertThat(variance(NETWORK.layers().get(5), parameters))
                .isCloseTo(2.0 / (4 * 4 * 32 / 4), Percentage.withPercentage(10));
    }

    @Test
    void glorotWeighsInputsAndOutputs() {
        float[] parameters = Initialization.GLOROT.parameters(NETWORK, 1);
        assertThat(variance(NETWORK.layers().get(0), parameters))
                .isCloseTo(2.0 / (4 * 4 * 8 + 4 * 4 * 32 / 4), Percentage.withPercentage(10));
    }

    @Test
    void sparseUnitsHaveAboutFifteenInputs() {
        float[] parameters = Initialization.SPARSE.parameters(NETWORK, 1);
        for (Layer layer : NETWORK.layers()) {
            long used = IntStream.range(layer.weights(), layer.weights() + layer.weightCount())
                    .filter(i -> parameters[i] != 0)
                    .count();
            double connections = (double) used / layer.weightCount() * layer.fanIn();
            assertThat(connections).isBetween(11.0, 15.0);
        }
    }

    private static double variance(Layer layer, float[] parameters) {
        return IntStream.range(layer.weights(), layer.weights() + layer.weightCount())
                .mapToDouble(i -> (double) parameters[i] * parameters[i])
                .average()
                .orElse(0);
    }
}
