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
public record Classifier(Network network, float[] parameters, List<String> classes) implements NetworkModel {
    public Classifier {
        classes = List.copyOf(classes);
        NetworkModel.check(network, parameters);
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

    /** As {@link #probabilities(float[], ThreadTeam)}, on the threads of this process. */
    public float[] probabilities(float[] items) {
        return probabilities(items, ThreadTeam.shared());
    }

    /** The probabilities of classes of rows: a row for each, a column for each class. */
    public Matrix probabilities(Rows data, ThreadTeam team) {
        return new Matrix(network.output(parameters, data, team), classes.size());
    }

    /** As {@link #probabilities(Rows, ThreadTeam)}, on the threads of this process. */
    public Matrix probabilities(Rows data) {
        return probabilities(data, ThreadTeam.shared());
    }

    /**
     * The most probable class of a row, the first of several.
     *
     * @param probabilities row-major, a column a class
     * @param row from 0
     * @return its number among {@link #classes}
     */
    public int mostProbable(float[] probabilities, int row) {
        int at = row * classes.size();
        int best = 0;
        for (int i = 1; i < classes.size(); i++) {
            if (probabilities[at + i] > probabilities[at + best]) {
                best = i;
            }
        }
        return best;
    }
}
