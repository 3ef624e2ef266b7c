package hourglass.optim;

import hourglass.matrix.VectorSink;

/**
 * A function of a parameter vector with a gradient and a value that belong together: the same parameters give the same
 * value each time, as a line search needs.
 */
public interface DifferentiableFunction extends GradientFunction {
    /** The value alone. */
    double value(float[] at);

    /** Computes the gradient and returns the value. */
    @Override
    double gradient(float[] at, VectorSink sink);
}
