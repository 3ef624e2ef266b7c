package hourglass.train;

import hourglass.network.Activation;
import hourglass.network.Layer;
import hourglass.network.Network;
import hourglass.network.TransposedConvolution;
import hourglass.random.Seeds;
import java.util.SplittableRandom;

/**
 * How random weights are drawn; biases start at 0. Inputs and outputs of a unit are those that it has weights to: in a
 * convolution the numbers of a patch, and the units whose patches cover a pixel.
 */
public enum WeightInitializer {
    /** Uniform with variance 2 / (inputs + outputs) (Glorot and Bengio, AISTATS 2010, eq. 16). */
    GLOROT {
        @Override
        void draw(float[] weights, Layer layer, SplittableRandom random) {
            double width = Math.sqrt(6.0 / (layer.fanIn() + layer.fanOut()));
            for (int i = 0; i < layer.weightCount(); i++) {
                weights[layer.weightOffset() + i] = (float) (width * (2 * random.nextDouble() - 1));
            }
        }
    },
    /** Normal with variance 2 / inputs for rectified, 1 / inputs for other units (He et al., ICCV 2015, eq. 10). */
    HE {
        @Override
        void draw(float[] weights, Layer layer, SplittableRandom random) {
            boolean rectified = layer.activation() == Activation.RELU || layer.activation() == Activation.SOFTPLUS;
            double deviation = Math.sqrt((rectified ? 2.0 : 1.0) / layer.fanIn());
            for (int i = 0; i < layer.weightCount(); i++) {
                weights[layer.weightOffset() + i] = (float) (deviation * random.nextGaussian());
            }
        }
    },
    /** Every unit has about 15 standard normal incoming weights, the rest are 0 (Martens, ICML 2010, section 5). */
    SPARSE {
        @Override
        void draw(float[] weights, Layer layer, SplittableRandom random) {
            int units = layer.biasCount();
            int perUnit = layer.weightCount() / units;
            // Of a transposed convolution with a stride, a unit sees only some of its channel's weights.
            int count = Math.min(perUnit, Math.round(15f * perUnit / layer.fanIn()));
            for (int unit = 0; unit < units; unit++) {
                for (int i = 0; i < count; i++) {
                    int at = place(layer, unit, random.nextInt(perUnit));
                    weights[layer.weightOffset() + at] = (float) random.nextGaussian();
                }
            }
        }

        /** Where the weight number {@code i} of those that share a bias stands. */
        private static int place(Layer layer, int unit, int i) {
            if (layer instanceof TransposedConvolution transposed) {
                int filters = transposed.filters();
                return (i / filters * layer.biasCount() + unit) * filters + i % filters;
            }
            return i * layer.biasCount() + unit;
        }
    };

    abstract void draw(float[] weights, Layer layer, SplittableRandom random);

    /** New parameters for a network. */
    public float[] parameters(Network network, long seed) {
        float[] parameters = new float[network.dimension()];
        for (int l = 0; l < network.depth(); l++) {
            Layer layer = network.layers().get(l);
            if (layer.weightCount() > 0) {
                draw(parameters, layer, Seeds.random(seed, l));
            }
        }
        return parameters;
    }
}
