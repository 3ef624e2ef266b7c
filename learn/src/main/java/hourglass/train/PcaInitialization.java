package hourglass.train;

import hourglass.data.Rows;
import hourglass.decomposition.PrincipalComponents;
import hourglass.matrix.Blas;
import hourglass.matrix.Elementwise;
import hourglass.matrix.Qr;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.Layer;
import hourglass.network.LayerSpec;
import hourglass.network.Network;
import hourglass.objective.Likelihood;
import hourglass.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Autoencoders that compute principal components, by rectified units in pairs of opposite sign: as relu(x) - relu(-x) =
 * x, a pair passes a number on, and what holds nothing but pairs looks linear until it is trained (D. Balduzzi et al.,
 * <i>The shattered gradients problem</i>, ICML 2017). Every layer holds the leading components that it has room for and that
 * arrive, turned at random so that all its units matter alike; a linear code holds them as they are. Units to spare start
 * with small random weights.
 *
 * @param widths units of each layer of the encoder
 * @param paired whether a layer is rectified; else it is linear, and a unit alone passes a number on
 * @param likelihood what the data are
 * @param seed of the turns
 */
record PcaInitialization(List<Integer> widths, List<Boolean> paired, Likelihood likelihood, long seed) {
    /** Of the weights of spare units, beside those at a random start: they hardly matter at first. */
    private static final double SPARE = 0.01;
    /** Means of Bernoulli units are taken to be at least as far from 0 and 1. */
    private static final double MARGIN = 0.01;

    /** Orthonormal directions in a layer, one a column, in the order of the components that lie along them. */
    private record Directions(float[] values, int units, int count) {}

    /** Whether principal components can start an autoencoder of these layers and units, of such data. */
    static boolean suits(List<LayerSpec> layers, Activation hidden, Activation code, Likelihood likelihood) {
        boolean real = likelihood == Likelihood.GAUSSIAN || likelihood == Likelihood.BERNOULLI;
        return real
                && IntStream.range(0, layers.size())
                        .allMatch(i -> suits(layers.get(i), i == layers.size() - 1 ? code : hidden));
    }

    private static boolean suits(LayerSpec layer, Activation activation) {
        return layer instanceof LayerSpec.Dense dense
                && (activation == Activation.LINEAR || (activation == Activation.RELU && dense.units() >= 2));
    }

    static PcaInitialization of(
            List<LayerSpec> layers, Activation hidden, Activation code, Likelihood likelihood, long seed) {
        if (!suits(layers, hidden, code, likelihood)) {
            throw new IllegalArgumentException(
                    ("principal components start autoencoders of GAUSSIAN or BERNOULLI data, of"
                                    + " dense layers of LINEAR or of 2 or more RELU units, not %s ones of %s with %s units and %s"
                                    + " codes; start at random instead")
                            .formatted(likelihood, LayerSpec.text(layers), hidden, code));
        }
        List<Integer> widths = new ArrayList<>();
        List<Boolean> paired = new ArrayList<>();
        for (LayerSpec layer : layers) {
            Activation activation = widths.size() == layers.size() - 1 ? code : hidden;
            widths.add(((LayerSpec.Dense) layer).units());
            paired.add(activation == Activation.RELU);
        }
        return new PcaInitialization(widths, paired, likelihood, seed);
    }

    /**
     * The autoencoder for some data.
     *
     * @param rows to find the components of, at least 2 that differ
     * @param tied whether the decoder uses the encoder's weights
     */
    Autoencoder autoencoder(Rows rows, boolean tied, ThreadTeam team) {
        PrincipalComponents components = PrincipalComponents.fitLeading(rows, room(0), team);
        Directions below = directions(components);
        List<Autoencoder> stack = new ArrayList<>();
        for (int layer = 0; layer < widths.size(); layer++) {
            Directions here = directions(layer, below.count);
            stack.add(layer(layer, below, here, components.mean()));
            below = here;
        }
        return Autoencoder.unroll(stack, tied);
    }

    /** How many numbers a layer can pass on. */
    private int room(int layer) {
        return paired.get(layer) ? widths.get(layer) / 2 : widths.get(layer);
    }

    /** Whether a layer is a linear code, which holds the components as they are. */
    private boolean isPlain(int layer) {
        return layer == widths.size() - 1 && !paired.get(layer);
    }

    /** Those of the components among the columns of the data. */
    private static Directions directions(PrincipalComponents components) {
        Autoencoder linear = components.autoencoder(true);
        Layer encoder = linear.network().layers().get(0);
        int at = encoder.weightOffset();
        float[] values = Arrays.copyOfRange(linear.parameters(), at, at + encoder.weightCount());
        return new Directions(values, components.visible(), components.codeSize());
    }

    /** Those of the components in a layer, if some number of them arrives. */
    private Directions directions(int layer, int arriving) {
        int units = room(layer);
        int count = Math.min(arriving, units);
        float[] values = new float[units * count];
        if (isPlain(layer)) {
            for (int i = 0; i < count; i++) {
                values[i * count + i] = 1;
            }
            return new Directions(values, units, count);
        }
        SplittableRandom random = Seeds.random(seed, layer);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        Qr.orthonormalize(values, units, count);
        return new Directions(values, units, count);
    }

    private Autoencoder layer(int layer, Directions below, Directions here, float[] mean) {
        boolean first = layer == 0;
        boolean fromPairs = !first && paired.get(layer - 1);
        boolean toPairs = paired.get(layer);
        int inputs = first ? below.units : widths.get(layer - 1);
        int outputs = widths.get(layer);
        Activation activation = toPairs ? Activation.RELU : Activation.LINEAR;
        Activation output = first ? likelihood.canonicalActivation() : Activation.LINEAR;
        Network network = Network.autoencoder(List.of(inputs, outputs), activation, activation, output, true);
        float[] parameters = new float[network.dimension()];
        int weights = network.layers().get(0).weightOffset();
        drawSpare(layer, inputs, isPlain(layer) ? here.count : here.units, weights, parameters);
        float[] map = map(below, here);
        if (first) {
            Elementwise.scale(map, 0, map.length, slope());
        }
        for (int i = 0; i < below.units; i++) {
            for (int j = 0; j < here.units; j++) {
                float weight = map[i * here.units + j];
                int at = weights + i * outputs + j;
                int opposite = at + below.units * outputs;
                parameters[at] = weight;
                if (toPairs) {
                    parameters[at + here.units] = -weight;
                }
                if (fromPairs) {
                    parameters[opposite] = -weight;
                }
                if (toPairs && fromPairs) {
                    parameters[opposite + here.units] = weight;
                }
            }
        }
        if (first) {
            centre(network, mean, parameters);
        }
        return new Autoencoder(network, parameters);
    }

    /** The units beyond those that pass some number of numbers on. */
    private void drawSpare(int layer, int inputs, int passed, int weights, float[] parameters) {
        SplittableRandom random = Seeds.random(seed, layer, 1);
        int outputs = widths.get(layer);
        for (int i = 0; i < inputs; i++) {
            for (int unit = paired.get(layer) ? 2 * passed : passed; unit < outputs; unit++) {
                parameters[weights + i * outputs + unit] =
                        (float) (SPARE * Math.sqrt(2.0 / inputs) * random.nextGaussian());
            }
        }
    }

    /** From numbers along some directions to the same along others, row-major; what lies beyond the latter is lost. */
    private static float[] map(Directions below, Directions here) {
        float[] map = new float[Math.multiplyExact(below.units, here.units)];
        Blas.multiplyTransposed(
                below.units,
                here.units,
                here.count,
                below.values,
                0,
                below.count,
                here.values,
                0,
                here.count,
                0,
                map,
                0,
                here.units);
        return map;
    }

    /** The encoder and the decoder each multiply by it. The slope of a sigmoid is 1/4 in its middle: logits rise by 4. */
    private float slope() {
        return likelihood == Likelihood.BERNOULLI ? 2 : 1;
    }

    /** Takes the mean from the data, and gives it to what is reconstructed. */
    private void centre(Network network, float[] mean, float[] parameters) {
        Layer encoder = network.layers().get(0);
        Layer decoder = network.layers().get(1);
        int units = encoder.biasCount();
        for (int unit = 0; unit < units; unit++) {
            double projected = 0;
            for (int column = 0; column < mean.length; column++) {
                projected += (double) mean[column] * parameters[encoder.weightOffset() + column * units + unit];
            }
            parameters[encoder.biasOffset() + unit] = (float) -projected;
        }
        for (int column = 0; column < mean.length; column++) {
            double share = Math.max(MARGIN, Math.min(1 - MARGIN, mean[column]));
            parameters[decoder.biasOffset() + column] =
                    likelihood == Likelihood.BERNOULLI ? (float) Math.log(share / (1 - share)) : mean[column];
        }
    }
}
