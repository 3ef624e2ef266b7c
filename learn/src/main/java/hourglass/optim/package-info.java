/**
 * Minimising a function of one flat parameter vector: gradient descent with momentum, Adam, nonlinear conjugate
 * gradients and L-BFGS.
 *
 * <p>This package knows no model and no data. A {@link hourglass.optim.GradientFunction} has a gradient, perhaps only an
 * estimate; a {@link hourglass.optim.DifferentiableFunction} also has a value that a line search can compare. SGD and
 * Adam take the first, conjugate gradients and L-BFGS only the second, so the compiler refuses to fit by line search
 * what has no value (contrastive divergence).
 */
@NullMarked
package hourglass.optim;

import org.jspecify.annotations.NullMarked;
