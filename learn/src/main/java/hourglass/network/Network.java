package hourglass.network;

import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import java.util.List;

/**
 * Layers on top of each other as views into one flat parameter vector: all weights first, then all biases.
 *
 * @param layers from the visible units up to the code and, where there is a decoder, down again; the last has biases
 * @param encoderDepth how many of them, the first ones, lead to the code
 * @param weightCount the number of weights; tied ones stand, and count, once
 * @param dimension the number of parameters
 */
public record Network(List<Layer> layers, int encoderDepth, int weightCount, int dimension) implements ParameterLayout {
    public Network {
        layers = List.copyOf(layers);
        if (layers.isEmpty() || encoderDepth < 1 || encoderDepth > layers.size()) {
            throw new IllegalArgumentException(
                    "the encoder takes 1 or more of the layers, not %d of %d".formatted(encoderDepth, layers.size()));
        }
        for (int i = 1; i < layers.size(); i++) {
            if (layers.get(i).inputs() != layers.get(i - 1).outputs()) {
                throw new IllegalArgumentException("%s does not fit on %s".formatted(layers.get(i), layers.get(i - 1)));
            }
        }
    }

    /**
     * A network of dense layers without tied weights.
     *
     * @param sizes the number of units from the input on, at least two
     * @param activations one for each layer, one fewer than sizes
     * @param encoderDepth how many layers lead to the code
     */
    public static Network of(List<Integer> sizes, List<Activation> activations, int encoderDepth) {
        return dense(sizes, activations, encoderDepth, false);
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
        List<LayerSpec> specs = LayerSpec.dense(sizes.subList(1, sizes.size()));
        return autoencoder(MapShape.of(sizes.get(0)), specs, hidden, code, output, tied);
    }

    /**
     * An encoder of dense, convolutional and pooling layers, and a decoder that mirrors it.
     *
     * @param visible the shape of the data
     * @param specs of the encoder, see {@link LayerSpec#parse}
     * @param hidden the activation of hidden layers
     * @param code the activation of the code, even if it is pooled afterwards
     * @param output the activation of the reconstruction
     * @param tied whether a decoder layer uses the weights of its encoder layer, transposed
     * @throws IllegalArgumentException if the layers do not fit on each other or on the data
     */
    public static Network autoencoder(
            MapShape visible,
            List<LayerSpec> specs,
            Activation hidden,
            Activation code,
            Activation output,
            boolean tied) {
        return NetworkBuilder.autoencoder(
                visible, specs, NetworkBuilder.activations(specs, hidden, code, output), tied);
    }

    /**
     * A network of dense layers, perhaps with tied weights.
     *
     * @param sizes the number of units from the input on, at least two
     * @param activations one for each layer, one fewer than sizes
     * @param encoderDepth how many layers lead to the code
     * @param tied whether each layer of the second half uses the weights of its mirror in the first, transposed
     */
    public static Network dense(List<Integer> sizes, List<Activation> activations, int encoderDepth, boolean tied) {
        return NetworkBuilder.dense(sizes, activations, encoderDepth, tied);
    }

    /**
     * An encoder and a decoder that mirrors it, with an activation for each layer.
     *
     * @param visible the shape of the data
     * @param specs of the encoder, see {@link LayerSpec#parse}
     * @param activations one for each layer of the encoder and the decoder; pooling and unpooling are linear
     * @param tied whether a decoder layer uses the weights of its encoder layer, transposed
     */
    public static Network autoencoder(
            MapShape visible, List<LayerSpec> specs, List<Activation> activations, boolean tied) {
        return NetworkBuilder.autoencoder(visible, specs, activations, tied);
    }

    /**
     * An encoder with a softmax layer of classes on top.
     *
     * @param visible the shape of the data
     * @param specs of the encoder, see {@link LayerSpec#parse}
     * @param activation of all layers but pooling and the softmax
     * @param classes how many there are
     */
    public static Network classifier(MapShape visible, List<LayerSpec> specs, Activation activation, int classes) {
        return NetworkBuilder.classifier(visible, specs, activation, classes);
    }

    /**
     * An encoder alone.
     *
     * @param visible the shape of the data
     * @param specs of the encoder, see {@link LayerSpec#parse}
     * @param hidden the activation of hidden layers
     * @param code the activation of the code, even if it is pooled afterwards
     */
    public static Network encoder(MapShape visible, List<LayerSpec> specs, Activation hidden, Activation code) {
        return NetworkBuilder.encoder(visible, specs, hidden, code);
    }

    /**
     * One network of those that are each over the code of the one before: up through their encoders, down through their
     * decoders.
     *
     * @param stack from the data's network up to the code's, at least one
     * @param tied whether the decoder uses the encoder's weights, transposed
     */
    public static Network unrolled(List<Network> stack, boolean tied) {
        return NetworkBuilder.unrolled(stack, tied);
    }

    /** The specifications of the encoder's layers, from which {@link #autoencoder} would make them again. */
    public List<LayerSpec> encoderSpecs() {
        return NetworkBuilder.specs(this);
    }

    @Override
    public int visible() {
        return layers.get(0).inputs();
    }

    /** The shape of the input: that of images under a convolution, one position otherwise. */
    public MapShape visibleShape() {
        return layers.get(0) instanceof Convolution convolution
                ? convolution.patches().image()
                : MapShape.of(visible());
    }

    /** The number of units of the code. */
    public int codeSize() {
        return layers.get(encoderDepth - 1).outputs();
    }

    /** The shape of the code: that of maps on top of a convolution, one position otherwise. */
    public MapShape codeShape() {
        Layer top = layers.get(encoderDepth - 1);
        if (top instanceof Convolution convolution) {
            return convolution.maps();
        }
        return top instanceof MaxPooling pooling ? pooling.maps() : MapShape.of(codeSize());
    }

    /** The number of layers. */
    public int depth() {
        return layers.size();
    }

    /** The layers up to the code. */
    public List<Layer> encoder() {
        return layers.subList(0, encoderDepth);
    }

    /** The layers after the code. */
    public List<Layer> decoder() {
        return layers.subList(encoderDepth, layers.size());
    }

    /**
     * The code of any number of rows.
     *
     * @param parameters of this network
     * @param input row-major, as many columns as there are visible units; not changed
     * @param team the threads that share the work
     * @return row-major, as many columns as the code has units
     */
    public float[] encode(float[] parameters, float[] input, ThreadTeam team) {
        return Propagation.run(encoder(), parameters, input, team);
    }

    /** As {@link #encode(float[], float[], ThreadTeam)}, on the threads of this process. */
    public float[] encode(float[] parameters, float[] input) {
        return encode(parameters, input, ThreadTeam.shared());
    }

    /** The code of rows, which are read batch by batch; sparse ones cost in proportion to their non-zeros. */
    public float[] encode(float[] parameters, Rows rows, ThreadTeam team) {
        return Propagation.run(encoder(), parameters, rows, team);
    }

    /** As {@link #encode(float[], Rows, ThreadTeam)}, on the threads of this process. */
    public float[] encode(float[] parameters, Rows rows) {
        return encode(parameters, rows, ThreadTeam.shared());
    }

    /** The output of the layers after the code, for any number of codes; row-major. */
    public float[] decode(float[] parameters, float[] codes, ThreadTeam team) {
        return Propagation.run(decoder(), parameters, codes, team);
    }

    /** As {@link #decode(float[], float[], ThreadTeam)}, on the threads of this process. */
    public float[] decode(float[] parameters, float[] codes) {
        return decode(parameters, codes, ThreadTeam.shared());
    }

    /** The output of all layers, for any number of rows; row-major. */
    public float[] output(float[] parameters, float[] input, ThreadTeam team) {
        return Propagation.run(layers, parameters, input, team);
    }

    /** As {@link #output(float[], float[], ThreadTeam)}, on the threads of this process. */
    public float[] output(float[] parameters, float[] input) {
        return output(parameters, input, ThreadTeam.shared());
    }

    /** The output of all layers for rows, which are read batch by batch; row-major. */
    public float[] output(float[] parameters, Rows rows, ThreadTeam team) {
        return Propagation.run(layers, parameters, rows, team);
    }

    /** As {@link #output(float[], Rows, ThreadTeam)}, on the threads of this process. */
    public float[] output(float[] parameters, Rows rows) {
        return output(parameters, rows, ThreadTeam.shared());
    }

    /** The number of multiplications that the output of one row takes. */
    public long multiplications() {
        return multiplications(layers);
    }

    static long multiplications(List<Layer> layers) {
        return layers.stream().mapToLong(Layer::multiplications).sum();
    }

    /** Whether all layers are dense. */
    public boolean isDense() {
        return layers.stream().allMatch(DenseLayer.class::isInstance);
    }
}
