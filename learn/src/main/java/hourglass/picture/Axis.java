package hourglass.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;

/**
 * An axis of a chart.
 *
 * @param low the value at its start
 * @param high the value at its end, above {@code low}
 * @param logarithmic whether equal ratios, rather than equal differences, are equally long
 * @param ticks the marked values, increasing
 */
record Axis(double low, double high, boolean logarithmic, List<Double> ticks) {
    private static final int MOST_INTERVALS = 6;
    private static final double[] MANTISSAS = {1, 2, 5};

    /** A linear axis from exactly the smallest finite value to the largest; ticks are whole where all values are. */
    static Axis exact(double[] values) {
        DoubleSummaryStatistics range = range(values, Double::isFinite);
        boolean whole = DoubleStream.of(values).allMatch(value -> value == Math.rint(value));
        double step = step(range.getMax() - range.getMin());
        return linear(range.getMin(), range.getMax(), whole ? Math.max(1, step) : step);
    }

    /** A linear axis that starts and ends at ticks. */
    static Axis linear(double[] values) {
        DoubleSummaryStatistics range = range(values, Double::isFinite);
        double step = step(range.getMax() - range.getMin());
        return linear(Math.floor(range.getMin() / step) * step, Math.ceil(range.getMax() / step) * step, step);
    }

    /** A logarithmic axis that starts and ends at 1, 2 or 5 times a power of ten. */
    static Axis logarithmic(double[] values) {
        DoubleSummaryStatistics range = range(values, value -> Double.isFinite(value) && value > 0);
        int first = 3 * (int) Math.floor(Math.log10(range.getMin())) - 1;
        while (mark(first + 1) <= range.getMin()) {
            first++;
        }
        int last = first + 1;
        while (mark(last) < range.getMax()) {
            last++;
        }
        // All of 1, 2, 5; or whole decades; or every second, third, ... decade.
        int interval = last - first <= MOST_INTERVALS ? 1 : 3 * (1 + (last - first) / (3 * (MOST_INTERVALS + 2)));
        List<Double> ticks = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            if (Math.floorMod(i, interval) == 0) {
                ticks.add(mark(i));
            }
        }
        return new Axis(mark(first), mark(last), true, ticks);
    }

    /** Whether the axis has a place for the value. */
    boolean shows(double value) {
        return value >= low && value <= high;
    }

    /** Where the value stands, from 0 at the start of the axis to 1 at its end. */
    double position(double value) {
        return logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    }

    /** The value to six digits, without trailing zeros. */
    static String label(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
        return Math.abs(value) >= 1e-5 && Math.abs(value) < 1e6
                ? rounded.toPlainString()
                : rounded.toString().replace("E+", "e").replace('E', 'e');
    }

    private static Axis linear(double low, double high, double step) {
        List<Double> ticks = new ArrayList<>();
        // A little slack, as 3 * 0.1 is not quite 0.3.
        long last = (long) Math.floor(high / step + 1e-9);
        for (long i = (long) Math.ceil(low / step - 1e-9); i <= last; i++) {
            ticks.add(i * step);
        }
        return new Axis(low, high, false, ticks);
    }

    /** The values' range, never empty: a single value has some room on both sides, none at all leaves 0.1 to 1. */
    private static DoubleSummaryStatistics range(double[] values, DoublePredicate counts) {
        DoubleSummaryStatistics range = DoubleStream.of(values).filter(counts).summaryStatistics();
        if (range.getCount() == 0) {
            range.accept(0.1);
            range.accept(1);
        } else if (range.getMin() == range.getMax()) {
            double room = range.getMin() == 0 ? 1 : Math.abs(range.getMin()) / 2;
            range.accept(range.getMin() - room);
            range.accept(range.getMax() + room);
        }
        return range;
    }

    /** The smallest 1, 2 or 5 times a power of ten that cuts the range into few enough intervals. */
    private static double step(double range) {
        int i = 3 * (int) Math.floor(Math.log10(range / MOST_INTERVALS));
        while (mark(i) * MOST_INTERVALS < range) {
            i++;
        }
        return mark(i);
    }

    /** The {@code i}th of ..., 0.5, 1, 2, 5, 10, ..., where 1 is number 0. */
    private static double mark(int i) {
        double mantissa = MANTISSAS[Math.floorMod(i, 3)];
        int exponent = Math.floorDiv(i, 3);
        // Powers of ten are exact, their inverses are not: 2 / 10^5 is the double nearest to 2e-5.
        return exponent < 0 ? mantissa / Math.pow(10, -exponent) : mantissa * Math.pow(10, exponent);
    }
}
