package hourglass.objective;

import hourglass.matrix.Block;
import hourglass.network.Propagation;

/**
 * A term of an objective on a batch's codes, beside the loss of its reconstructions: its mean over the rows is added to theirs.
 *
 * <p>Methods with a {@code part} are called by every thread of the team.
 */
public interface Penalty extends Propagation.OutputGradient {
    /**
     * Draws what is random in it, once for each batch.
     *
     * @param part which of the team's threads this is
     * @param input of the network, row-major
     * @param rows of the batch
     */
    default void draw(int part, float[] input, int rows, long seed) {}

    /**
     * Sets where the next evaluation is; called by one thread.
     *
     * @param parameters of the network
     * @param input of the network, row-major
     * @param rows of the batch
     */
    default void prepare(float[] parameters, float[] input, int rows) {}

    /**
     * Computes the term, and its gradient, when the encoder's outputs are there.
     *
     * @param part which of the team's threads this is
     * @param withGradient whether {@link #addTo} follows
     * @return the part's share
     */
    double evaluate(int part, boolean withGradient);

    /** Adds its derivative by a part of a layer's outputs. */
    @Override
    void addTo(float[] gradient, int layer, Block block);

    /**
     * Adds its derivative by the parameters themselves, the outputs held fixed.
     *
     * @param from the first of a stretch of parameters
     * @param values its gradient, from {@code offset} on
     */
    default void addDirectly(int from, int length, float[] values, int offset) {}
}
