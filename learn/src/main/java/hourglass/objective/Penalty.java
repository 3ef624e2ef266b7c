package hourglass.objective;

import hourglass.matrix.Block;
import hourglass.network.Propagation;

/**
 * A penalty on a batch's codes, beside the loss of its reconstructions: its mean over the rows is added to the mean loss.
 *
 * <p>Methods with a {@code part} are called by every thread of the team.
 */
interface Penalty extends Propagation.OutputGradient {
    /** Draws what is random in it, once for each batch. */
    default void draw(int part, float[] input, int rows, long seed) {}

    /** Sets where the next evaluation is; called by one thread. */
    default void prepare(float[] parameters, float[] input, int rows) {}

    /**
     * Computes the penalty, and its gradient, when the encoder's outputs are there.
     *
     * @return the part's share
     */
    double evaluate(int part, boolean withGradient);

    /** Adds its gradient by outputs of the encoder, in the gradient's layout. */
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
