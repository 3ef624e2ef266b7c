/**
 * Minimising a function of one flat parameter vector: gradient descent with momentum, Adam, nonlinear conjugate
 * gradients and L-BFGS.
 *
 * <p>This package knows no model and no data. A {@link hourglass.optim.GradientFunction} has a gradient, perhaps only an
 * estimate; a {@link hourglass.optim.DifferentiableFunction} also has a value that a line search can compare. SGD and
 * Adam take the first, conjugate gradients and L-BFGS only the second, so the compiler refuses to fit by line search
 * what has no value (contrastive divergence).
 *
 * <p>The minimum of a function of two parameters:
 *
 * <pre>{@code
 * DifferentiableFunction bowl = new DifferentiableFunction() {
 *     @Override
 *     public int dimension() {
 *         return 2;
 *     }
 *
 *     @Override
 *     public int weightCount() {
 *         return 2;
 *     }
 *
 *     @Override
 *     public double value(float[] at) {
 *         return Math.pow(at[0] - 1, 2) + 10 * Math.pow(at[1] + 2, 2);
 *     }
 *
 *     @Override
 *     public double gradient(float[] at, VectorSink sink) {
 *         sink.accept(0, 2, new float[] {2 * (at[0] - 1), 20 * (at[1] + 2)}, 0);
 *         return value(at);
 *     }
 * };
 * float[] point = {0, 0};
 * Optimizer.State<DifferentiableFunction> run = Lbfgs.of().start(bowl.dimension(), bowl.weightCount());
 * for (int step = 0; step < 10; step++) {
 *     run.step(bowl, point, 1);
 * }
 * }</pre>
 */
@NullMarked
package hourglass.optim;

import org.jspecify.annotations.NullMarked;
