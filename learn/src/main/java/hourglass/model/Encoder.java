package hourglass.model;

import hourglass.network.Network;

/**
 * A fitted network that leads to codes alone, such as one whose codes are near each other where items are alike.
 *
 * @param network layers up to the code
 * @param parameters all weights, then all biases; not copied, must not be changed afterwards
 */
public record Encoder(Network network, float[] parameters) implements NetworkModel {
    public Encoder {
        NetworkModel.check(network, parameters);
        if (!network.decoder().isEmpty()) {
            throw new IllegalArgumentException("an encoder with a decoder of %d layers"
                    .formatted(network.decoder().size()));
        }
    }
}
