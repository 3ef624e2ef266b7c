package hourglass.objective;

import hourglass.matrix.ThreadTeam;
import hourglass.network.DenseLayer;
import hourglass.network.Layer;
import hourglass.network.Network;
import hourglass.network.Propagation;
import java.util.ArrayList;
import java.util.List;

/**
 * The penalties on the codes of a network that a regularisation has.
 *
 * @param propagation of the network, which has the outputs for a batch
 * @param capacity the largest batch, in rows
 */
record Penalties(
        Regularization regularization, Network network, Propagation propagation, int capacity, ThreadTeam team) {
    /** @throws IllegalArgumentException if one does not go with the network */
    Penalty[] all() {
        List<Penalty> all = new ArrayList<>();
        int code = network.encoderDepth() - 1;
        if (!(regularization.sparsity() instanceof Sparsity.None)) {
            all.add(new SparsityPenalty(regularization.sparsity(), propagation, code, network.codeSize(), team));
        }
        for (CodePenalty penalty : regularization.penalties()) {
            all.add(new CustomPenalty(penalty, propagation, code, network.codeSize(), capacity));
        }
        Contraction contraction = regularization.contraction();
        if (contraction instanceof Contraction.Stochastic stochastic) {
            all.add(new StochasticContraction(stochastic, network, propagation, capacity, team));
        } else if (contraction instanceof Contraction.Exact exact) {
            all.add(exact(exact.lambda()));
        } else if (contraction instanceof Contraction.HigherOrder higher) {
            if (code > 0) {
                throw new IllegalArgumentException(
                        "the contraction of higher order is for encoders of 1 layer, not " + network.encoderDepth());
            }
            all.add(oneLayer(higher.lambda(), higher.gamma(), higher.deviation()));
        }
        if (!all.isEmpty() && network.decoder().isEmpty()) {
            throw new IllegalArgumentException("a penalty on codes, for a network without a decoder after the code");
        }
        return all.toArray(Penalty[]::new);
    }

    private Penalty exact(double lambda) {
        List<DenseLayer> encoder = denseEncoder();
        for (DenseLayer layer : encoder) {
            if (layer.activation().needsWholeRows()) {
                throw new IllegalArgumentException("an exact contraction of " + layer.activation()
                        + " units, which depend on each other; take the stochastic one");
            }
        }
        return encoder.size() == 1
                ? oneLayer(lambda, 0, 1)
                : new DeepContraction(lambda, encoder, propagation, network.dimension(), capacity, team);
    }

    private Penalty oneLayer(double lambda, double gamma, double deviation) {
        DenseLayer layer = denseEncoder().get(0);
        return new OneLayerContraction(
                lambda, gamma, deviation, layer, propagation, network.dimension(), capacity, team);
    }

    private List<DenseLayer> denseEncoder() {
        return network.encoder().stream().map(Penalties::dense).toList();
    }

    private static DenseLayer dense(Layer layer) {
        if (layer instanceof DenseLayer dense) {
            return dense;
        }
        throw new IllegalArgumentException(
                "an exact contraction of layers that are not dense; take the stochastic one");
    }
}
