package hourglass.objective;

import hourglass.data.Batch;
import hourglass.optim.GradientFunction;
import java.util.List;

/**
 * Something to make small on average over the data.
 *
 * @param <F> what it is on one batch: a gradient, or also a value
 */
public interface Objective<F extends GradientFunction> {
    /** The number of parameters. */
    int dimension();

    /** How many of them, the first ones, are weights, which decay. */
    int weightCount();

    /** The number of columns of the data. */
    int columns();

    /**
     * The function of the parameters that the objective is on one batch.
     *
     * @param batch the rows; read until the next call
     * @param seed of everything random in it
     * @return valid until the next call, which reuses its buffers
     */
    F bind(Batch batch, long seed);

    /** What the objective itself accumulates from batch to batch, to be saved, or overwritten in order to resume. */
    default List<float[]> vectors() {
        return List.of();
    }
}
