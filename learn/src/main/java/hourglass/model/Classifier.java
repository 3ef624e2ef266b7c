package hourglass.model;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Activation;
import hourglass.network.Layer;
import hourglass.network.LayerSpec;
import hourglass.network.MapShape;
import hourglass.network.Network;
import java.util.List;

/**
 * A fitted encoder with a softmax layer on top: items to codes, and to the probabilities of classes.
 *
 * @param network the encoder's layers and one softmax layer of one unit a class
 * @param parameters all weights, then all biases; not copied, must not be changed afterwards
 * @param classes their names
 */
public record Classifier(Network network, float[] parameters, List<String> classes) implements Model {
    public Classifier {
        classes = List.copyOf(classes);
        if (parameters.length != network.dimension()) {
            throw new IllegalArgumentException(
                    "%d parameters for a network of %d".formatted(parameters.length, network.dimension()));
        }
        Layer top = network.layers().get(network.depth() - 1);
        if (network.encoderDepth() != network.depth() - 1
                || top.activation() != Activation.SOFTMAX
                || top.outputs() != classes.size()) {
            throw new IllegalArgumentException(
                    "a classifier ends, after its code, in one softmax layer of %d classes, not in %s"
                            .formatted(classes.size(), top));
        }
    }

    /**
     * The layers of a classifier.
     *
     * @param sizes from the visible units to the code
     * @param activation of all layers but the softmax
     * @param classes how many there are
     */
    public static Network network(List<Integer> sizes, Activation activation, int classes) {
        return network(MapShape.of(sizes.get(0)), LayerSpec.dense(sizes.subList(1, sizes.size())), activation, classes);
    }

    /**
     * The layers of a classifier, perhaps with convolutions.
     *
     * @param visible the shape of the data
     * @param specs of the encoder, see {@link LayerSpec#parse}
     * @param activation of all layers but pooling and the softmax
     * @param classes how many there are
     */
    public static Network network(MapShape visible, List<LayerSpec> specs, Activation activation, int classes) {
        return Network.classifier(visible, specs, activation, classes);
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
        return network.encode(parameters, items, team);
    }

    @Override
    public Matrix encode(Rows data, ThreadTeam team) {
        return new Matrix(network.encode(parameters, data, team), codeSize());
    }

    /**
     * The probabilities of classes.
     *
     * @param items row-major, {@link #visible} columns; not changed
     * @param team the threads that share the work
     * @return row-major, a column a class; a row's sum is 1
     */
    public float[] probabilities(float[] items, ThreadTeam team) {
        return network.output(parameters, items, team);
    }

    /** The probabilities of classes of rows: a row for each, a column for each class. */
    public Matrix probabilities(Rows data, ThreadTeam team) {
        return new Matrix(network.output(parameters, data, team), classes.size());
    }
}
