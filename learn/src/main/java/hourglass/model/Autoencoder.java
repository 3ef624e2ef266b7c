package hourglass.model;

import hourglass.matrix.ThreadTeam;
import java.util.List;

/**
 * A fitted encoder and decoder.
 *
 * @param network the layers
 * @param parameters all weights, then all biases; not copied, must not be changed afterwards
 */
public record Autoencoder(Network network, float[] parameters) implements Model {
    /** Larger inputs are run in batches of this many rows, so that memory for activations stays small. */
    private static final int BATCH = 512;

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
        return run(network.encoder(), items, team);
    }

    @Override
    public float[] decode(float[] codes, ThreadTeam team) {
        return run(network.decoder(), codes, team);
    }

    private float[] run(List<DenseLayer> layers, float[] input, ThreadTeam team) {
        int inputs = layers.get(0).inputs();
        int outputs = layers.get(layers.size() - 1).outputs();
        if (input.length == 0 || input.length % inputs != 0) {
            throw new IllegalArgumentException(
                    "%d values do not make whole rows of %d columns".formatted(input.length, inputs));
        }
        int rows = input.length / inputs;
        int capacity = Math.min(rows, BATCH);
        Propagation propagation = new Propagation(layers, capacity, team, false);
        float[] result = new float[Math.multiplyExact(rows, outputs)];
        float[] batch = new float[capacity * inputs];
        for (int from = 0; from < rows; from += capacity) {
            int count = Math.min(capacity, rows - from);
            System.arraycopy(input, from * inputs, batch, 0, count * inputs);
            propagation.bind(parameters, batch, count);
            team.run((part, parts) -> propagation.forward(part));
            System.arraycopy(propagation.output(), 0, result, from * outputs, count * outputs);
        }
        return result;
    }
}
