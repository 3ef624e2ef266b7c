package hourglass.objective;

import hourglass.data.Batch;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Network;
import hourglass.network.ParameterLayout;
import hourglass.optim.DifferentiableFunction;

/**
 * The mean over the batch of -log p(x | mu), mu being the network's reconstruction of x, regularised: of a corrupted x, or
 * with penalties on codes and weights. What is random is drawn once for each batch, so that a line search sees one function.
 */
public final class Reconstruction implements Objective<DifferentiableFunction> {
    private final Network network;
    private final MeanLoss mean;

    /**
     * @param network whose output has the size of its input
     * @param loss of each element: the likelihood of the data, or a loss of one's own
     * @param regularization corruption of the input, and penalties on codes and weights
     * @param capacity the largest batch, in rows
     * @param team the threads that share the work
     * @throws IllegalArgumentException if the regularisation does not go with the network
     */
    public Reconstruction(Network network, Loss loss, Regularization regularization, int capacity, ThreadTeam team) {
        this(network, loss, regularization, false, capacity, team);
    }

    /**
     * The same for data of which some components may be missing: what is NaN is put in as 0 and is no target.
     *
     * @param missing whether that may be
     */
    public Reconstruction(
            Network network, Loss loss, Regularization regularization, boolean missing, int capacity, ThreadTeam team) {
        int outputs = network.layers().get(network.depth() - 1).outputs();
        if (outputs != network.visible()) {
            throw new IllegalArgumentException("the network gives %d outputs for %d inputs, so it reconstructs nothing"
                    .formatted(outputs, network.visible()));
        }
        this.network = network;
        this.mean = new MeanLoss(network, loss, regularization, missing, capacity, team);
    }

    @Override
    public ParameterLayout layout() {
        return network;
    }

    @Override
    public DifferentiableFunction bind(Batch batch, long seed) {
        return mean.bind(batch.values(), batch.nonZeros(), batch.values(), batch.rows(), seed);
    }
}
