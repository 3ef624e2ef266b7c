package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.network.Activation;
import hourglass.network.Layer;
import hourglass.network.LayerSpec;
import hourglass.network.MapShape;
import hourglass.network.Network;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class WeightInitializerTest {
    private static final Network NETWORK = Network.autoencoder(
            new MapShape(16, 16, 8),
            LayerSpec.parse("32c4s2-64c3-100"),
            Activation.RELU,
            Activation.RELU,
            Activation.RELU,
            false);

    @Test
    void varianceOfConvolutionsGoesByTheInputsOfAUnit() {
        float[] parameters = WeightInitializer.HE.parameters(NETWORK, 1);
        assertThat(variance(NETWORK.layers().get(0), parameters))
                .isCloseTo(2.0 / (4 * 4 * 8), Percentage.withPercentage(10));
        assertThat(variance(NETWORK.layers().get(1), parameters))
                .isCloseTo(2.0 / (3 * 3 * 32), Percentage.withPercentage(10));
    }

    @Test
    void unitsOfTransposedConvolutionsSeeOnePatchInEveryStride() {
        float[] parameters = WeightInitializer.HE.parameters(NETWORK, 1);
        assertThat(variance(NETWORK.layers().get(5), parameters))
                .isCloseTo(2.0 / (4 * 4 * 32 / 4), Percentage.withPercentage(10));
    }

    @Test
    void glorotWeighsInputsAndOutputs() {
        float[] parameters = WeightInitializer.GLOROT.parameters(NETWORK, 1);
        assertThat(variance(NETWORK.layers().get(0), parameters))
                .isCloseTo(2.0 / (4 * 4 * 8 + 4 * 4 * 32 / 4), Percentage.withPercentage(10));
    }

    @Test
    void sparseUnitsHaveAboutFifteenInputs() {
        float[] parameters = WeightInitializer.SPARSE.parameters(NETWORK, 1);
        for (Layer layer : NETWORK.layers()) {
            long used = IntStream.range(layer.weightOffset(), layer.weightOffset() + layer.weightCount())
                    .filter(i -> parameters[i] != 0)
                    .count();
            double connections = (double) used / layer.weightCount() * layer.fanIn();
            assertThat(connections).isBetween(11.0, 15.0);
        }
    }

    private static double variance(Layer layer, float[] parameters) {
        return IntStream.range(layer.weightOffset(), layer.weightOffset() + layer.weightCount())
                .mapToDouble(i -> (double) parameters[i] * parameters[i])
                .average()
                .orElse(0);
    }
}
