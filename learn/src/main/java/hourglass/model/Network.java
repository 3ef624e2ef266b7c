package hourglass.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A stack of dense layers as views into one flat parameter vector: all weights first, then all biases.
 *
 * @param layers from the visible units up to the code and, where there is a decoder, down again
 * @param encoderDepth how many of them, the first ones, lead to the code
 * @param weights the number of weights; tied ones stand, and count, once
 * @param dimension the number of parameters
 */
public record Network(List<DenseLayer> layers, int encoderDepth, int weights, int dimension) {
    public Network {
        layers = List.copyOf(layers);
        if (layers.isEmpty() || encoderDepth < 1 || encoderDepth > layers.size()) {
            throw new IllegalArgumentException(
                    "the encoder takes 1 or more of the layers, not %d of %d".formatted(encoderDepth, layers.size()));
        }
    }

    /**
     * A network without tied weights.
     *
     * @param sizes the number of units from the input on, at least two
     * @param activations one for each layer, one fewer than sizes
     * @param encoderDepth how many layers lead to the code
     */
    public static Network of(List<Integer> sizes, List<Activation> activations, int encoderDepth) {
        return build(sizes, activations, encoderDepth, false);
    }

    /**
     * An encoder and a decoder of mirrored sizes, as in 784-1000-500-250-30-250-500-1000-784.
     *
     * @param sizes from the visible units to the code, at least two
     * @param hidden the activation of hidden layers
     * @param code the activation of the code
     * @param output the activation of the reconstruction
     * @param tied whether a decoder layer uses the weights of its encoder layer, transposed
     */
    public static Network autoencoder(
            List<Integer> sizes, Activation hidden, Activation code, Activation output, boolean tied) {
        int depth = sizes.size() - 1;
        List<Integer> mirrored = new ArrayList<>(sizes);
        List<Activation> activations = new ArrayList<>();
        for (int i = 1; i <= 2 * depth; i++) {
            activations.add(i == depth ? code : i == 2 * depth ? output : hidden);
        }
        for (int i = depth - 1; i >= 0; i--) {
            mirrored.add(sizes.get(i));
        }
        return build(mirrored, activations, depth, tied);
    }

    static Network build(List<Integer> sizes, List<Activation> activations, int encoderDepth, boolean tied) {
        int depth = sizes.size() - 1;
        if (depth < 1 || activations.size() != depth) {
            throw new IllegalArgumentException(
                    "%d activations do not fit layers of sizes %s".formatted(activations.size(), sizes));
        }
        int[] weightsAt = new int[depth];
        int weights = 0;
        for (int i = 0; i < depth; i++) {
            boolean mirrors = tied && i >= depth / 2;
            weightsAt[i] = mirrors ? weightsAt[depth - 1 - i] : weights;
            if (!mirrors) {
                weights = Math.addExact(weights, Math.multiplyExact(sizes.get(i), sizes.get(i + 1)));
            }
        }
        int biases = weights;
        List<DenseLayer> layers = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            boolean mirrors = tied && i >= depth / 2;
            layers.add(
                    new DenseLayer(sizes.get(i), sizes.get(i + 1), activations.get(i), weightsAt[i], mirrors, biases));
            biases = Math.addExact(biases, sizes.get(i + 1));
        }
        return new Network(layers, encoderDepth, weights, biases);
    }

    /** The number of units of the input. */
    public int visible() {
        return layers.get(0).inputs();
    }

    /** The number of units of the code. */
    public int codeSize() {
        return layers.get(encoderDepth - 1).outputs();
    }

    /** The number of layers. */
    public int depth() {
        return layers.size();
    }

    /** The layers up to the code. */
    public List<DenseLayer> encoder() {
        return layers.subList(0, encoderDepth);
    }

    /** The layers after the code. */
    public List<DenseLayer> decoder() {
        return layers.subList(encoderDepth, layers.size());
    }
}
