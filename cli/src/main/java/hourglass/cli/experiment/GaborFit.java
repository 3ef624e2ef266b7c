package hourglass.cli.experiment;

import hourglass.data.ImageShape;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.MultivariateJacobianFunction;
import org.hipparchus.util.Pair;

/**
 * The Gabor function that is nearest to a filter in squares: a plane wave in a Gaussian envelope whose axes lie along and across
 * the wave, as receptive fields of simple cells are described (J. G. Daugman, JOSA A 2, 1985; J. P. Jones, L. A. Palmer, Journal
 * of Neurophysiology 58, 1987).
 *
 * <pre>{@code exp(-s^2 / 2 along^2 - t^2 / 2 across^2) (a cos(2 pi f s) + b sin(2 pi f s))}</pre>
 *
 * <p>with s and t the distances from the centre in the direction of the wave and across it.
 *
 * @param orientation the direction of the wave in degrees, in [0, 180): 0 for vertical stripes, 90 for horizontal ones
 * @param frequency f, in cycles a pixel
 * @param along the deviation of the envelope in the direction of the wave, in pixels; at most the filter's width, beyond which all
 *     look alike
 * @param across the deviation across it, likewise
 * @param explained the share of the filter's squares that the function explains, at most 1
 */
record GaborFit(double orientation, double frequency, double along, double across, double explained) {
    /** Waves of more cycles a pixel are those of fewer. */
    private static final double NYQUIST = 0.5;

    private static final int DIRECTIONS = 12;
    private static final double[] FREQUENCIES = {0.06, 0.1, 0.15, 0.21, 0.28, 0.36};
    private static final int EVALUATIONS = 200;

    /** The order of the parameters; both deviations and the frequency as logarithms, to be above 0. */
    private static final int X = 0;

    private static final int Y = 1;
    private static final int THETA = 2;
    private static final int FREQUENCY = 3;
    private static final int ALONG = 4;
    private static final int ACROSS = 5;
    private static final int A = 6;
    private static final int B = 7;

    /**
     * Fits a function by Levenberg and Marquardt's method, from the wave on that is most alike.
     *
     * @param filters one a row, of grey images
     * @param at where the filter starts
     */
    static GaborFit of(float[] filters, int at, ImageShape shape) {
        double[] filter = new double[shape.size()];
        double squares = 0;
        for (int i = 0; i < filter.length; i++) {
            filter[i] = filters[at + i];
            squares += filter[i] * filter[i];
        }
        if (squares == 0) {
            return new GaborFit(0, 0, 0, 0, 0);
        }
        Trial trial = new Trial(filter, shape.width());
        double[] start = start(filter, squares, shape);
        try {
            new LevenbergMarquardtOptimizer()
                    .withCostRelativeTolerance(1e-7)
                    .withParameterRelativeTolerance(1e-7)
                    .optimize(new LeastSquaresBuilder()
                            .model(trial)
                            .target(filter)
                            .start(start)
                            .maxEvaluations(EVALUATIONS)
                            .maxIterations(EVALUATIONS)
                            .build());
        } catch (MathIllegalStateException e) {
            // Out of evaluations, or at the end of what doubles resolve: the best so far is the answer.
        }
        double[] best = trial.best;
        double turned = Math.toDegrees(best[THETA]) % 180;
        return new GaborFit(
                turned < 0 ? turned + 180 : turned,
                Math.exp(best[FREQUENCY]),
                Math.min(shape.width(), Math.exp(best[ALONG])),
                Math.min(shape.width(), Math.exp(best[ACROSS])),
                1 - trial.error / squares);
    }

    /**
     * The octaves between the frequencies at which the response is half of the largest, as R. L. De Valois, D. G. Albrecht and L. G.
     * Thorell measure cells (Vision Research 22, 1982); infinite if it is more than half at frequency 0.
     */
    double bandwidth() {
        // The spectrum of the envelope is a Gaussian of deviation 1 / (2 pi along).
        double half = Math.sqrt(2 * Math.log(2)) / (2 * Math.PI * along);
        return half < frequency
                ? Math.log((frequency + half) / (frequency - half)) / Math.log(2)
                : Double.POSITIVE_INFINITY;
    }

    /** Centre and widths by the moments of the squared weights; direction, frequency and phase by the wave with the largest product. */
    private static double[] start(double[] filter, double squares, ImageShape shape) {
        double x = 0;
        double y = 0;
        double around = 0;
        for (int i = 0; i < filter.length; i++) {
            double share = filter[i] * filter[i] / squares;
            x += share * (i % shape.width());
            y += share * Math.floorDiv(i, shape.width());
        }
        for (int i = 0; i < filter.length; i++) {
            double right = i % shape.width() - x;
            double down = Math.floorDiv(i, shape.width()) - y;
            around += filter[i] * filter[i] / squares * (right * right + down * down) / 2;
        }
        // The square of a Gaussian has half its variance.
        double deviation = Math.log(Math.max(0.7, Math.sqrt(2 * around)));
        double[] best = {x, y, 0, 0, deviation, deviation, 0, 0};
        double largest = -1;
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            double theta = Math.PI * direction / DIRECTIONS;
            for (double frequency : FREQUENCIES) {
                double cosines = 0;
                double sines = 0;
                for (int i = 0; i < filter.length; i++) {
                    double s = (i % shape.width() - x) * Math.cos(theta)
                            + (Math.floorDiv(i, shape.width()) - y) * Math.sin(theta);
                    cosines += filter[i] * Math.cos(2 * Math.PI * frequency * s);
                    sines += filter[i] * Math.sin(2 * Math.PI * frequency * s);
                }
                double power = cosines * cosines + sines * sines;
                if (power > largest) {
                    largest = power;
                    best[THETA] = theta;
                    best[FREQUENCY] = Math.log(frequency);
                    best[A] = 4 * cosines / filter.length;
                    best[B] = 4 * sines / filter.length;
                }
            }
        }
        return best;
    }

    /** The function and its derivatives at given parameters; remembers the best. */
    private static final class Trial implements MultivariateJacobianFunction {
        private final double[] filter;
        private final int width;
        private double[] best = new double[0];
        private double error = Double.POSITIVE_INFINITY;

        Trial(double[] filter, int width) {
            this.filter = filter;
            this.width = width;
        }

        @Override
        public Pair<RealVector, RealMatrix> value(RealVector point) {
            double[] at = point.toArray();
            double[] values = new double[filter.length];
            double[][] slopes = new double[filter.length][at.length];
            double sum = 0;
            for (int i = 0; i < filter.length; i++) {
                values[i] = value(at, i, slopes[i]);
                sum += (values[i] - filter[i]) * (values[i] - filter[i]);
            }
            if (sum < error && at[FREQUENCY] <= Math.log(NYQUIST)) {
                error = sum;
                best = at;
            }
            return new Pair<>(new ArrayRealVector(values, false), new Array2DRowRealMatrix(slopes, false));
        }

        private double value(double[] at, int pixel, double[] slopes) {
            double cos = Math.cos(at[THETA]);
            double sin = Math.sin(at[THETA]);
            double right = pixel % width - at[X];
            double down = Math.floorDiv(pixel, width) - at[Y];
            double s = cos * right + sin * down;
            double t = cos * down - sin * right;
            double wave = 2 * Math.PI * Math.exp(at[FREQUENCY]);
            double alongSquared = Math.exp(2 * at[ALONG]);
            double acrossSquared = Math.exp(2 * at[ACROSS]);
            double envelope = Math.exp(-s * s / (2 * alongSquared) - t * t / (2 * acrossSquared));
            double even = envelope * Math.cos(wave * s);
            double odd = envelope * Math.sin(wave * s);
            double value = at[A] * even + at[B] * odd;
            double byPhase = at[B] * even - at[A] * odd;
            double byS = byPhase * wave - value * s / alongSquared;
            double byT = -value * t / acrossSquared;
            slopes[X] = -byS * cos + byT * sin;
            slopes[Y] = -byS * sin - byT * cos;
            slopes[THETA] = byS * t - byT * s;
            slopes[FREQUENCY] = byPhase * wave * s;
            slopes[ALONG] = value * s * s / alongSquared;
            slopes[ACROSS] = value * t * t / acrossSquared;
            slopes[A] = even;
            slopes[B] = odd;
            return value;
        }
    }
}
