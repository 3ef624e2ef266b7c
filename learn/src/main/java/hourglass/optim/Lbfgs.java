package hourglass.optim;

import hourglass.matrix.VectorSink;
import java.util.List;

/**
 * L-BFGS (Liu and Nocedal, Math. Programming 45, 1989; Nocedal and Wright, algorithms 7.4 and 7.5): the direction is
 * -H g, where H approximates the inverse Hessian by the last few pairs of a move s and the change y of the gradient
 * along it, both taken on one batch. A step makes several iterations, each one line search, on its batch.
 *
 * <p>By default each step begins without a history, which suits batches that differ much. On large batches, or where
 * every step gets the same function, keeping it saves the iterations that estimate the curvature again: every pair is exact
 * for the batch that it came from, and an approximation for the next. A checkpoint then holds two vectors a pair.
 *
 * @param memory pairs kept, at least 1; each takes two vectors of the number of parameters
 * @param iterations in a step, at least 1
 * @param keepsHistory whether pairs outlive the step
 * @param curvature c2 of the strong Wolfe conditions, above 0.0001 and below 1
 */
public record Lbfgs(int memory, int iterations, boolean keepsHistory, double curvature)
        implements Optimizer<DifferentiableFunction> {
    public Lbfgs {
        Options.atLeastOne("memory", memory);
        Options.atLeastOne("iterations", iterations);
        Options.between("curvature", 1e-4, 1, curvature);
    }

    /** Ten pairs, ten iterations a step, and the customary inexact line search. */
    public static Lbfgs of() {
        return new Lbfgs(10, 10, false, 0.9);
    }

    /** A copy with this number of iterations a step, at least 1. */
    public Lbfgs withIterations(int iterations) {
        return new Lbfgs(memory, iterations, keepsHistory, curvature);
    }

    /** A copy that keeps this number of pairs, at least 1. */
    public Lbfgs withMemory(int memory) {
        return new Lbfgs(memory, iterations, keepsHistory, curvature);
    }

    /** A copy whose pairs outlive their step. */
    public Lbfgs keepingHistory() {
        return new Lbfgs(memory, iterations, true, curvature);
    }

    @Override
    public State<DifferentiableFunction> start(int dimension, int weightCount) {
        return new Iterations(this, dimension);
    }

    private static final class Iterations implements State<DifferentiableFunction> {
        private final Lbfgs options;
        private final LineSearch line;
        private final float[] gradient;
        private final VectorSink toGradient;
        private final float[] direction;
        private final InverseHessian inverse;
        private long steps;

        Iterations(Lbfgs options, int dimension) {
            this.options = options;
            this.line = new LineSearch(dimension, options.curvature);
            this.gradient = new float[dimension];
            this.toGradient = VectorSink.into(gradient);
            this.direction = new float[dimension];
            this.inverse = new InverseHessian(options.memory, dimension);
        }

        @Override
        public double step(DifferentiableFunction function, float[] parameters, double rate) {
            if (options.keepsHistory) {
                inverse.restore();
            } else {
                inverse.clear();
            }
            double before = function.gradient(parameters, toGradient);
            double value = before;
            for (int i = 0; i < options.iterations; i++) {
                boolean steepest = inverse.isEmpty();
                double slope = turn();
                double trial = steepest ? LineSearch.firstStep(slope) : 1;
                if (line.search(function, parameters, value, direction, slope, trial)) {
                    value = line.value();
                    inverse.learn(line.step(), direction, line.gradient(), gradient);
                    System.arraycopy(line.gradient(), 0, gradient, 0, gradient.length);
                } else if (steepest) {
                    break; // Not even the gradient leads down any more.
                } else {
                    inverse.clear(); // What it knows is of another place, or of another batch.
                }
            }
            steps++;
            return before;
        }

        /** Sets the direction to -H g; returns the slope along it. */
        private double turn() {
            Vectors.scale(-1, gradient, direction);
            inverse.multiply(direction);
            return Vectors.dot(direction, gradient);
        }

        @Override
        public List<float[]> vectors() {
            return options.keepsHistory ? inverse.vectors() : List.of();
        }

        @Override
        public long steps() {
            return steps;
        }

        @Override
        public void resumeAt(long steps) {
            this.steps = steps;
        }
    }
}
