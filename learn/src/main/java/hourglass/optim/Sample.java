package hourglass.optim;

/** A step of a {@link LineSearch}, the value there, and the slope along the direction. */
final class Sample {
    double step;
    double value;
    double slope;

    void set(double step, double value, double slope) {
        this.step = step;
        this.value = value;
        this.slope = slope;
    }

    void set(Sample sample) {
        set(sample.step, sample.value, sample.slope);
    }

    boolean isFinite() {
        return Math.abs(value) < Double.POSITIVE_INFINITY && Math.abs(slope) < Double.POSITIVE_INFINITY;
    }

    /** The step at which the cubic with the values and slopes of two samples is least; NaN if it has no minimum. */
    static double cubicMinimizer(Sample low, Sample other) {
        double reach = other.step - low.step;
        double d1 = low.slope + other.slope - 3 * (low.value - other.value) / (low.step - other.step);
        double d2 = Math.copySign(Math.sqrt(d1 * d1 - low.slope * other.slope), reach);
        return other.step - reach * (other.slope + d2 - d1) / (other.slope - low.slope + 2 * d2);
    }
}
