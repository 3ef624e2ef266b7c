package hourglass.objective;

import hourglass.data.Batch;
import hourglass.network.ParameterLayout;
import hourglass.optim.GradientFunction;
import java.util.List;

/**
 * Something to make small on average over the data.
 *
 * @param <F> what it is on one batch: a gradient, or also a value
 */
public interface Objective<F extends GradientFunction> {
    /** How the parameters lie in their vector. */
    ParameterLayout layout();

    /** The number of columns of the data. */
    default int columns() {
        return layout().visible();
    }

    /**
     * The function of the parameters that the objective is on one batch.
     *
     * @param batch the rows; read until the next call
     * @param seed of everything random in it
     * @return valid until the next call, which reuses its buffers
     */
    F bind(Batch batch, long seed);

    /** The same for rows held out, which are taken as they are where those that are learnt from are distorted. */
    default F bindHeldOut(Batch batch, long seed) {
        return bind(batch, seed);
    }

    /** What the objective itself accumulates from batch to batch, to be saved, or overwritten in order to resume. */
    default List<float[]> vectors() {
        return List.of();
    }
}
