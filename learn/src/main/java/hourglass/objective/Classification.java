package hourglass.objective;

import hourglass.data.Batch;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Network;
import hourglass.network.ParameterLayout;
import hourglass.optim.DifferentiableFunction;
import java.util.Arrays;

/**
 * The mean over the batch of -log p(class | x), the class probabilities being the network's softmax output; perhaps of a
 * corrupted x, or with penalties as {@link Regularization} has them.
 */
public final class Classification implements Objective<DifferentiableFunction> {
    private final Network network;
    private final int classes;
    private final MeanLoss loss;
    /** 1 at each row's class. */
    private final float[] targets;

    /**
     * @param network with a softmax output of one unit a class
     * @param regularization corruption of the input, and penalties on codes and weights
     * @param capacity the largest batch, in rows
     * @param team the threads that share the work
     */
    public Classification(Network network, Regularization regularization, int capacity, ThreadTeam team) {
        this.network = network;
        this.classes = network.layers().get(network.depth() - 1).outputs();
        this.targets = new float[Math.multiplyExact(capacity, classes)];
        if (!regularization.emphasis().isEqual()) {
            throw new IllegalArgumentException("an emphasis on components of the input, for a loss over classes");
        }
        this.loss = new MeanLoss(network, Likelihood.MULTINOMIAL, regularization, false, capacity, team);
    }

    @Override
    public ParameterLayout layout() {
        return network;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a row has no class, or one that the network does not know
     */
    @Override
    public DifferentiableFunction bind(Batch batch, long seed) {
        Arrays.fill(targets, 0, batch.rows() * classes, 0f);
        for (int row = 0; row < batch.rows(); row++) {
            int label = batch.label(row);
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("row %d has class %d, but the network knows classes 0 to %d"
                        .formatted(batch.source(row), label, classes - 1));
            }
            targets[row * classes + label] = 1f;
        }
        return loss.bind(batch.values(), batch.nonZeros(), targets, batch.rows(), seed);
    }
}
