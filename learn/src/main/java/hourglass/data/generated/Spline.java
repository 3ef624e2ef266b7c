package hourglass.data.generated;

/**
 * The natural cubic spline through given points: of all curves through them the one with the least squared second
 * derivative.
 */
final class Spline {
    private final double[] knots;
    private final double[] values;
    /** The second derivative at each knot, zero at both ends. */
    private final double[] bends;

    /** @param knots at least two, each greater than the one before */
    Spline(double[] knots, double[] values) {
        this.knots = knots;
        this.values = values;
        this.bends = bends(knots, values);
    }

    /** The value at {@code t}, between the first and the last knot. */
    double at(double t) {
        int i = 0;
        while (i < knots.length - 2 && t > knots[i + 1]) {
            i++;
        }
        double step = knots[i + 1] - knots[i];
        double right = (t - knots[i]) / step;
        double left = 1 - right;
        return left * values[i]
                + right * values[i + 1]
                + ((left * left * left - left) * bends[i] + (right * right * right - right) * bends[i + 1])
                        * (step * step / 6);
    }

    /** Solves the tridiagonal system of a spline with continuous second derivative (Thomas algorithm). */
    private static double[] bends(double[] knots, double[] values) {
        int last = knots.length - 1;
        double[] bends = new double[last + 1];
        double[] upper = new double[last + 1];
        for (int i = 1; i < last; i++) {
            double before = knots[i] - knots[i - 1];
            double after = knots[i + 1] - knots[i];
            double turn = (values[i + 1] - values[i]) / after - (values[i] - values[i - 1]) / before;
            double pivot = 2 * (before + after) - before * upper[i - 1];
            upper[i] = after / pivot;
            bends[i] = (6 * turn - before * bends[i - 1]) / pivot;
        }
        for (int i = last - 1; i > 0; i--) {
            bends[i] -= upper[i] * bends[i + 1];
        }
        return bends;
    }
}
