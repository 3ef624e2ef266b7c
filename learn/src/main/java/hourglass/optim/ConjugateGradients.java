package hourglass.optim;

import hourglass.matrix.VectorSink;
import java.util.List;

/**
 * Nonlinear conjugate gradients for large batches, as Hinton and Salakhutdinov (Science 313, 2006) fine-tuned deep
 * autoencoders: a few line searches on each batch, the first along steepest descent, each next one along
 *
 * <pre>  d' = -g' + beta d</pre>
 *
 * <p>where g' is the gradient after the search along d. Since directions are conjugate only with regard to one function,
 * nothing is carried from one step to the next.
 *
 * <p>The direction starts again from steepest descent where the gradients before and after a search are far from
 * orthogonal (Powell, Math. Programming 12, 1977, eq. 51), where it does not descend, and after a search that found
 * nothing. The first trial of a search assumes the change of the last one's first order, a phi'(0) (Nocedal and Wright,
 * section 3.5).
 *
 * @param lineSearches in a step, at least 1
 * @param formula of beta
 * @param curvature c2 of the strong Wolfe conditions, above 0.0001 and below 0.5: how exact a line search is
 */
public record ConjugateGradients(int lineSearches, Formula formula, double curvature)
        implements Optimizer<DifferentiableFunction> {
    /** Powell's: more than this share of the new gradient along the old one, and the direction starts again. */
    private static final double NOT_ORTHOGONAL = 0.2;

    /** How many times longer than the last step the first trial of the next may be. */
    private static final double MOST_GROWTH = 10;

    public ConjugateGradients {
        Options.atLeastOne("line searches", lineSearches);
        Options.between("curvature", 1e-4, 0.5, curvature);
    }

    /** As in the paper: three line searches a step, by Polak and Ribière's formula. */
    public static ConjugateGradients of() {
        return new ConjugateGradients(3, Formula.POLAK_RIBIERE_PLUS, 0.4);
    }

    /** A copy with this number of line searches a step, at least 1. */
    public ConjugateGradients withLineSearches(int lineSearches) {
        return new ConjugateGradients(lineSearches, formula, curvature);
    }

    /** A copy with this formula for beta. */
    public ConjugateGradients withFormula(Formula formula) {
        return new ConjugateGradients(lineSearches, formula, curvature);
    }

    /** How much of the last direction goes into the next (Nocedal and Wright, section 5.2). */
    public enum Formula {
        /** Polak and Ribière 1969, held at 0 or more; the default: it starts itself again where progress is small. */
        POLAK_RIBIERE_PLUS {
            @Override
            double beta(double square, double product, double squareBefore, double slopeAfter, double slope) {
                return Math.max(0, (square - product) / squareBefore);
            }
        },
        /** Hestenes and Stiefel 1952, held at 0 or more: conjugate also after an inexact search. */
        HESTENES_STIEFEL_PLUS {
            @Override
            double beta(double square, double product, double squareBefore, double slopeAfter, double slope) {
                return Math.max(0, (square - product) / (slopeAfter - slope));
            }
        },
        /** Fletcher and Reeves 1964. */
        FLETCHER_REEVES {
            @Override
            double beta(double square, double product, double squareBefore, double slopeAfter, double slope) {
                return square / squareBefore;
            }
        },
        /** Dai and Yuan 1999: descends after any search that satisfies the Wolfe conditions. */
        DAI_YUAN {
            @Override
            double beta(double square, double product, double squareBefore, double slopeAfter, double slope) {
                return square / (slopeAfter - slope);
            }
        };

        /**
         * @param square g' g'
         * @param product g' g
         * @param squareBefore g g
         * @param slopeAfter d g'
         * @param slope d g
         */
        abstract double beta(double square, double product, double squareBefore, double slopeAfter, double slope);
    }

    @Override
    public State<DifferentiableFunction> start(int dimension, int weightCount) {
        return new Searches(this, dimension);
    }

    private static final class Searches implements State<DifferentiableFunction> {
        private final ConjugateGradients options;
        private final LineSearch line;
        private final float[] gradient;
        private final VectorSink toGradient;
        private final float[] direction;
        private double square;
        private double slope;
        private double trial;
        private boolean steepest;
        private long steps;

        Searches(ConjugateGradients options, int dimension) {
            this.options = options;
            this.line = new LineSearch(dimension, options.curvature);
            this.gradient = new float[dimension];
            this.toGradient = VectorSink.into(gradient);
            this.direction = new float[dimension];
        }

        @Override
        public double step(DifferentiableFunction function, float[] parameters, double rate) {
            double before = function.gradient(parameters, toGradient);
            double value = before;
            square = Vectors.dot(gradient, gradient);
            restart();
            trial = LineSearch.firstStep(slope);
            for (int i = 0; i < options.lineSearches; i++) {
                if (line.search(function, parameters, value, direction, slope, trial)) {
                    value = line.value();
                    turn();
                } else if (steepest) {
                    break; // Not even the gradient leads down any more.
                } else {
                    restart();
                    trial = LineSearch.firstStep(slope);
                }
            }
            steps++;
            return before;
        }

        private void restart() {
            Vectors.scale(-1, gradient, direction);
            slope = -square;
            steepest = true;
        }

        /** The next direction and its first trial, after a search that moved. */
        private void turn() {
            double slopeBefore = slope;
            double squareBefore = square;
            float[] after = line.gradient();
            square = Vectors.dot(after, after);
            double product = Vectors.dot(after, gradient);
            double slopeAfter = Vectors.dot(after, direction);
            double beta = options.formula.beta(square, product, squareBefore, slopeAfter, slope);
            System.arraycopy(after, 0, gradient, 0, gradient.length);
            slope = -square + beta * slopeAfter;
            if (Math.abs(product) < NOT_ORTHOGONAL * square && slope < 0) {
                steepest = false;
                Vectors.scale(beta, direction, direction);
                Vectors.addScaled(-1, gradient, direction);
            } else {
                restart();
            }
            trial = line.step() * Math.min(MOST_GROWTH, slopeBefore / slope);
        }

        /** None: the directions of one batch mean nothing on the next. */
        @Override
        public List<float[]> vectors() {
            return List.of();
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
