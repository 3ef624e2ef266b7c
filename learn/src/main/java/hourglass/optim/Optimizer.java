package hourglass.optim;

import java.util.List;

/**
 * How parameters are moved downhill. The options are a value; what a run accumulates (velocities, curvature) is its
 * {@link State}.
 *
 * @param <F> what the optimiser needs of the function: a gradient, or also a value
 */
public sealed interface Optimizer<F extends GradientFunction> permits Sgd, Adam, ConjugateGradients, Lbfgs {
    /**
     * Begins a run.
     *
     * @param dimension the number of parameters
     * @param weightCount how many of them, the first ones, are weights, which decay
     */
    State<F> start(int dimension, int weightCount);

    /**
     * What one run accumulates.
     *
     * @param <F> what the optimiser needs of the function
     */
    interface State<F extends GradientFunction> {
        /**
         * Moves the parameters once: one update, or the agreed number of line searches.
         *
         * @param function what to make small, fixed during the step
         * @param parameters moved in place
         * @param rate the learning rate's factor at this point of the schedule, 1 at the start; line searches ignore it
         * @return the function's value before the step
         */
        double step(F function, float[] parameters, double rate);

        /** The accumulated vectors themselves, to be saved, or overwritten in order to resume. */
        List<float[]> vectors();

        /** The number of steps taken, saved and restored with the vectors. */
        long steps();

        /** Sets the number of steps taken, in order to resume. */
        void resumeAt(long steps);
    }
}
