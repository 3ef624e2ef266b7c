package hourglass.train;

import hourglass.data.Seeds;
import hourglass.model.Activation;
import hourglass.model.DenseLayer;
import hourglass.model.Network;
import java.util.SplittableRandom;

/** How random weights are drawn; biases start at 0. */
public enum Initialization {
    /** Uniform with variance 2 / (inputs + outputs) (Glorot and Bengio, AISTATS 2010, eq. 16). */
    GLOROT {
        @Override
        void draw(float[] weights, DenseLayer layer, SplittableRandom random) {
            double width = Math.sqrt(6.0 / (layer.inputs() + layer.outputs()));
            for (int i = 0; i < layer.inputs() * layer.outputs(); i++) {
                weights[layer.weights() + i] = (float) (width * (2 * random.nextDouble() - 1));
            }
        }
    },
    /** Normal with variance 2 / inputs for rectified, 1 / inputs for other units (He et al., ICCV 2015, eq. 10). */
    HE {
        @Override
        void draw(float[] weights, DenseLayer layer, SplittableRandom random) {
            boolean rectified = layer.activation() == Activation.RELU || layer.activation() == Activation.SOFTPLUS;
            double deviation = Math.sqrt((rectified ? 2.0 : 1.0) / layer.inputs());
            for (int i = 0; i < layer.inputs() * layer.outputs(); i++) {
                weights[layer.weights() + i] = (float) (deviation * random.nextGaussian());
            }
        }
    },
    /** Every unit has 15 standard normal incoming weights, the rest are 0 (Martens, ICML 2010, section 5). */
    SPARSE {
        @Override
        void draw(float[] weights, DenseLayer layer, SplittableRandom random) {
            for (int unit = 0; unit < layer.outputs(); unit++) {
                for (int i = 0; i < Math.min(15, layer.inputs()); i++) {
                    int input = random.nextInt(layer.inputs());
                    weights[layer.weights() + input * layer.outputs() + unit] = (float) random.nextGaussian();
                }
            }
        }
    };

    abstract void draw(float[] weights, DenseLayer layer, SplittableRandom random);

    /** New parameters for a network. */
    public float[] parameters(Network network, long seed) {
        float[] parameters = new float[network.dimension()];
        for (int l = 0; l < network.depth(); l++) {
            DenseLayer layer = network.layers().get(l);
            if (!layer.transposed()) {
                draw(parameters, layer, Seeds.random(seed, l));
            }
        }
        return parameters;
    }
}
