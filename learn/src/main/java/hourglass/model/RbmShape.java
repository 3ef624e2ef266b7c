package hourglass.model;

import hourglass.network.Activation;
import hourglass.network.DenseLayer;
import hourglass.network.Network;
import hourglass.network.ParameterLayout;
import java.util.List;

/**
 * A restricted Boltzmann machine but for its parameters, which are one flat vector: the weights (visible x hidden,
 * row-major), then the visible biases, then the hidden biases.
 *
 * @param visible the number of visible units
 * @param hidden the number of hidden units
 * @param visibleUnits what the visible units are; fractions in 0..1 may stand for Bernoulli units' probabilities
 * @param hiddenUnits what the hidden units are
 */
public record RbmShape(int visible, int hidden, Units visibleUnits, Units hiddenUnits) implements ParameterLayout {
    public RbmShape {
        if (visible < 1 || hidden < 1) {
            throw new IllegalArgumentException(
                    "an RBM has at least 1 visible and 1 hidden unit, not %d and %d".formatted(visible, hidden));
        }
        if (hiddenUnits.isCount()) {
            throw new IllegalArgumentException("hidden units are no counts, so not " + hiddenUnits);
        }
        // The whole vector must have a length that is an int.
        Math.addExact(Math.multiplyExact(visible, hidden), Math.addExact(visible, hidden));
    }

    /** An RBM of Bernoulli units. */
    public static RbmShape bernoulli(int visible, int hidden) {
        return new RbmShape(visible, hidden, Units.BERNOULLI, Units.BERNOULLI);
    }

    @Override
    public int weightCount() {
        return visible * hidden;
    }

    @Override
    public int dimension() {
        return weightCount() + visible + hidden;
    }

    /** Where the visible biases begin in the parameter vector. */
    public int visibleBiasOffset() {
        return weightCount();
    }

    /** Where the hidden biases begin in the parameter vector. */
    public int hiddenBiasOffset() {
        return weightCount() + visible;
    }

    /** The means up and down as a network with tied weights over the RBM's own parameter vector. */
    public Network network() {
        return network(hiddenUnits.mean(), visibleUnits.mean());
    }

    Network network(Activation up, Activation down) {
        return new Network(
                List.of(
                        new DenseLayer(visible, hidden, up, 0, false, hiddenBiasOffset()),
                        new DenseLayer(hidden, visible, down, 0, true, visibleBiasOffset())),
                1,
                weightCount(),
                dimension());
    }
}
