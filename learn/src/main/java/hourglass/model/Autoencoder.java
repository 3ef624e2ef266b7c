package hourglass.model;

import hourglass.matrix.ThreadTeam;
import hourglass.network.Layer;
import hourglass.network.Network;
import java.util.List;

/**
 * A fitted encoder and decoder.
 *
 * @param network the layers
 * @param parameters all weights, then all biases; not copied, must not be changed afterwards
 */
public record Autoencoder(Network network, float[] parameters) implements EncoderDecoder, NetworkModel {
    public Autoencoder {
        NetworkModel.check(network, parameters);
        if (network.decoder().isEmpty()
                || network.layers().get(network.depth() - 1).outputs() != network.visible()) {
            throw new IllegalArgumentException(
                    "the network does not lead back to its %d visible units".formatted(network.visible()));
        }
    }

    @Override
    public float[] decode(float[] codes, ThreadTeam team) {
        return network.decode(parameters, codes, team);
    }

    /**
     * Unrolls a stack of autoencoders, each fitted to the codes of the one below, into a deep one: up through their
     * encoders, down through their decoders. A hidden layer of the decoder has the activation of the encoder layer whose
     * output it reconstructs.
     *
     * @param stack from the data's autoencoder up to the code's
     * @param tied whether the decoder uses the encoder's weights, whatever it was fitted with
     */
    public static Autoencoder unroll(List<Autoencoder> stack, boolean tied) {
        Network network =
                Network.unrolled(stack.stream().map(Autoencoder::network).toList(), tied);
        float[] parameters = new float[network.dimension()];
        int up = 0;
        int down = network.depth();
        for (Autoencoder one : stack) {
            up = copy(one.network.encoder(), one.parameters, network, up, parameters);
            down -= one.network.decoder().size();
            copy(one.network.decoder(), one.parameters, network, down, parameters);
        }
        return new Autoencoder(network, parameters);
    }

    /** Copies the parameters of some layers to those of a network from one on, and returns the one after. */
    private static int copy(List<Layer> layers, float[] source, Network network, int from, float[] target) {
        for (int i = 0; i < layers.size(); i++) {
            network.layers().get(from + i).copy(layers.get(i), source, target);
        }
        return from + layers.size();
    }
}
