package hourglass.model;

import hourglass.matrix.ThreadTeam;
import java.util.ArrayList;
import java.util.List;

/**
 * A fitted encoder and decoder.
 *
 * @param network the layers
 * @param parameters all weights, then all biases; not copied, must not be changed afterwards
 */
public record Autoencoder(Network network, float[] parameters) implements EncoderDecoder {
    public Autoencoder {
        if (parameters.length != network.dimension()) {
            throw new IllegalArgumentException(
                    "%d parameters for a network of %d".formatted(parameters.length, network.dimension()));
        }
        if (network.decoder().isEmpty()
                || network.layers().get(network.depth() - 1).outputs() != network.visible()) {
            throw new IllegalArgumentException(
                    "the network does not lead back to its %d visible units".formatted(network.visible()));
        }
    }

    @Override
    public int visible() {
        return network.visible();
    }

    @Override
    public int codeSize() {
        return network.codeSize();
    }

    @Override
    public float[] encode(float[] items, ThreadTeam team) {
        return Propagation.run(network.encoder(), parameters, items, team);
    }

    @Override
    public float[] decode(float[] codes, ThreadTeam team) {
        return Propagation.run(network.decoder(), parameters, codes, team);
    }

    /**
     * Unrolls a stack of autoencoders of one hidden layer, each fitted to the codes of the one below, into a deep one: up
     * through their encoders, down through their decoders. A hidden layer of the decoder has the activation of the encoder
     * layer whose output it reconstructs.
     *
     * @param stack from the data's autoencoder up to the code's
     * @param tied whether the decoder uses the encoder's weights, whatever it was fitted with
     */
    public static Autoencoder unroll(List<Autoencoder> stack, boolean tied) {
        if (stack.isEmpty()) {
            throw new IllegalArgumentException("an empty stack has nothing to unroll");
        }
        int depth = stack.size();
        List<Integer> sizes = new ArrayList<>();
        List<Activation> activations = new ArrayList<>();
        sizes.add(stack.get(0).visible());
        for (Autoencoder one : stack) {
            if (one.network.depth() != 2 || one.visible() != sizes.get(sizes.size() - 1)) {
                throw new IllegalArgumentException("an autoencoder of %d layers over %d units, on one with a code of %d"
                        .formatted(one.network.depth(), one.visible(), sizes.get(sizes.size() - 1)));
            }
            sizes.add(one.codeSize());
            activations.add(one.network.layers().get(0).activation());
        }
        for (int i = depth - 1; i >= 0; i--) {
            sizes.add(sizes.get(i));
            activations.add(
                    i > 0
                            ? activations.get(i - 1)
                            : stack.get(0).network.layers().get(1).activation());
        }
        Network network = Network.build(sizes, activations, depth, tied);
        float[] parameters = new float[network.dimension()];
        for (int i = 0; i < depth; i++) {
            Network one = stack.get(i).network;
            float[] source = stack.get(i).parameters;
            network.layers().get(i).copy(one.layers().get(0), source, parameters);
            network.layers().get(2 * depth - 1 - i).copy(one.layers().get(1), source, parameters);
        }
        return new Autoencoder(network, parameters);
    }
}
