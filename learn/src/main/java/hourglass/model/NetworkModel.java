package hourglass.model;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Network;

/** A model whose code is that of a network. */
public sealed interface NetworkModel extends Model permits Autoencoder, Classifier, Encoder {
    /** The layers. */
    Network network();

    /** All weights, then all biases; must not be changed. */
    float[] parameters();

    static void check(Network network, float[] parameters) {
        if (parameters.length != network.dimension()) {
            throw new IllegalArgumentException(
                    "%d parameters for a network of %d".formatted(parameters.length, network.dimension()));
        }
    }

    @Override
    default int visible() {
        return network().visible();
    }

    @Override
    default int codeSize() {
        return network().codeSize();
    }

    @Override
    default float[] encode(float[] items, ThreadTeam team) {
        return network().encode(parameters(), items, team);
    }

    @Override
    default Matrix encode(Rows data, ThreadTeam team) {
        return new Matrix(network().encode(parameters(), data, team), codeSize());
    }
}
