package hourglass.optim;

import hourglass.matrix.VectorSink;

/** A function of a parameter vector that has a gradient, perhaps only an estimate of one. */
public interface GradientFunction {
    /** The number of parameters. */
    int dimension();

    /** How many of them, the first ones, are weights: only these decay. The rest are biases. */
    int weightCount();

    /**
     * Computes the gradient.
     *
     * @param at the parameters, {@code dimension()} of them
     * @param sink takes the gradient; may change parameters that it has been handed
     * @return the value of the function, or for an estimate without a value a figure that falls with it
     */
    double gradient(float[] at, VectorSink sink);
}
