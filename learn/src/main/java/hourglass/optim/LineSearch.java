package hourglass.optim;

import hourglass.matrix.VectorSink;

/**
 * Searches along a direction for a point that satisfies the strong Wolfe conditions: with phi(a) = f(x + a d),
 *
 * <pre>
 *   phi(a) &lt;= phi(0) + c1 a phi'(0)      the value falls enough for the length of the step
 *   |phi'(a)| &lt;= c2 |phi'(0)|            and the slope has flattened, so a longer step would gain little
 * </pre>
 *
 * <p>This is algorithm 3.5 (bracket) and 3.6 (zoom) of Nocedal and Wright, <i>Numerical Optimization</i>, 2nd edition, in
 * one loop: {@code low} is the best point so far, and {@code other} the far end of the bracket once there is one, before
 * that the point that {@code low} replaced. The next trial is the minimiser of the cubic through both (eq. 3.59).
 *
 * <p>Two things are added for functions computed in single precision. Values closer than their rounding error are taken
 * as equal, and the slope, which is far more exact near a minimum, decides (as in Hager and Zhang, SIAM J. Optim. 16,
 * 2005, section 4). And a value that is not a number, as too long a step gives, is a wall to stay clear of.
 *
 * <p>The book's symbols as fields and parameters:
 *
 * <ul>
 *   <li>x, d, f(x) and phi'(0): {@code parameters}, {@code direction}, {@code value} and {@code slope},
 *   <li>c1 and c2: {@code SUFFICIENT} and {@code curvature},
 *   <li>a_lo and a_hi with phi and phi' there: {@code low} and {@code other}, where before there is a bracket, {@code other} is
 *       a_(i-1),
 *   <li>a_j with phi and phi' there: {@code trial}; x + a_j d: {@code point}; its gradient: {@code gradient}.
 * </ul>
 */
final class LineSearch {
    /** c1, as customary: nearly any decrease will do, since c2 does the work. */
    private static final double SUFFICIENT = 1e-4;

    /** The rounding error of a mean of many float losses, relative to the value; Hager and Zhang's epsilon. */
    private static final double NOISE = 1e-6;

    /** A search that needs more than this is lost in noise; a good one takes 1 to 3. */
    private static final int MOST_EVALUATIONS = 20;

    /** Limits of one extrapolation, in lengths of the last advance: on by a tenth at least, and never far beyond. */
    private static final double LEAST_GROWTH = 0.1;

    private static final double MOST_GROWTH = 9;

    /** How much of the way to a point without a value to go instead. */
    private static final double RETREAT = 0.1;

    /** A trial keeps off the ends of the bracket, where it would learn nothing, by this share of its width. */
    private static final double MARGIN = 1e-3;

    /** A bracket that one trial shrank by less than this is halved next (More and Thuente, ACM TOMS 20, 1994). */
    private static final double ENOUGH_SHRINKING = 0.66;

    private final double curvature;
    private final float[] point;
    private final float[] gradient;
    private final VectorSink toGradient;

    private final Sample low = new Sample();
    private final Sample other = new Sample();
    private final Sample trial = new Sample();
    private boolean bracketed;
    private double width;
    private double wall;

    /**
     * @param dimension the number of parameters
     * @param curvature c2, above c1 = 1e-4 and below 1
     */
    LineSearch(int dimension, double curvature) {
        Options.between("curvature", SUFFICIENT, 1, curvature);
        this.curvature = curvature;
        this.point = new float[dimension];
        this.gradient = new float[dimension];
        this.toGradient = VectorSink.into(gradient);
    }

    /** A first step where nothing is known but the slope: it would lower a straight line by up to 1. */
    static double firstStep(double slope) {
        return 1 / (1 - slope);
    }

    /**
     * Moves the parameters along the direction to an acceptable point, or failing that to the lowest seen.
     *
     * @param parameters x, moved in place
     * @param value f(x)
     * @param direction d
     * @param slope the gradient at x times d
     * @param firstStep the first a to try, positive
     * @return whether the parameters have moved; not if the direction does not descend within the precision of float
     */
    boolean search(
            DifferentiableFunction function,
            float[] parameters,
            double value,
            float[] direction,
            double slope,
            double firstStep) {
        low.set(0, value, slope);
        other.set(low);
        trial.set(low);
        if (!(slope < 0) || !low.isFinite()) {
            return false;
        }
        bracketed = false;
        width = Double.POSITIVE_INFINITY;
        wall = Double.POSITIVE_INFINITY;
        double noise = NOISE * Math.abs(value);
        double step = firstStep;
        for (int i = 0; i < MOST_EVALUATIONS; i++) {
            evaluate(function, parameters, direction, step);
            if (!trial.isFinite()) {
                wall = bracketed ? wall : step;
                step = low.step + RETREAT * (step - low.step);
            } else if (trial.value > Math.min(value + SUFFICIENT * step * slope, low.value) + noise) {
                other.set(trial);
                bracketed = true;
                step = interpolate();
            } else if (Math.abs(trial.slope) <= -curvature * slope) {
                return accept(parameters);
            } else {
                advance();
                step = bracketed ? interpolate() : extrapolate();
            }
        }
        return settle(function, parameters, value, direction);
    }

    /** The value where the last search ended. */
    double value() {
        return trial.value;
    }

    /** The step it took. */
    double step() {
        return trial.step;
    }

    /** The gradient there, the buffer itself: the next search overwrites it. */
    float[] gradient() {
        return gradient;
    }

    private void evaluate(DifferentiableFunction function, float[] parameters, float[] direction, double step) {
        Vectors.move(parameters, step, direction, point);
        double value = function.gradient(point, toGradient);
        trial.set(step, value, Vectors.dot(gradient, direction));
    }

    /** Makes the trial the best point; a minimum lies on the side to which it slopes down. */
    private void advance() {
        boolean turns = trial.slope * (bracketed ? other.step - low.step : 1) >= 0;
        if (turns || !bracketed) {
            other.set(low);
        }
        bracketed |= turns;
        low.set(trial);
    }

    private double interpolate() {
        double before = width;
        double reach = other.step - low.step;
        width = Math.abs(reach);
        double share = (Sample.cubicMinimizer(low, other) - low.step) / reach;
        if (width > ENOUGH_SHRINKING * before || Double.isNaN(share)) {
            share = 0.5;
        }
        return low.step + Math.max(MARGIN, Math.min(1 - MARGIN, share)) * reach;
    }

    private double extrapolate() {
        double advance = low.step - other.step;
        double growth = (Sample.cubicMinimizer(low, other) - low.step) / advance;
        if (!(growth > 0)) {
            growth = MOST_GROWTH; // The cubic falls for ever, or has its minimum behind us.
        }
        double next = low.step + Math.max(LEAST_GROWTH, Math.min(MOST_GROWTH, growth)) * advance;
        return Math.min(next, low.step + 0.5 * (wall - low.step));
    }

    private boolean accept(float[] parameters) {
        System.arraycopy(point, 0, parameters, 0, point.length);
        return true;
    }

    /** Ends at the lowest point, if it is lower than the start. */
    private boolean settle(DifferentiableFunction function, float[] parameters, double value, float[] direction) {
        if (!(low.value < value)) {
            return false;
        }
        if (trial.step != low.step) {
            evaluate(function, parameters, direction, low.step);
        }
        return accept(parameters);
    }
}
