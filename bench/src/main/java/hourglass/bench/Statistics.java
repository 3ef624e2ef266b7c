package hourglass.bench;

import java.util.Arrays;

/** What a handful of timings say. */
final class Statistics {
    private Statistics() {}

    /** The middle one, or the mean of the two in the middle. */
    static double median(double... values) {
        return quantile(values, 0.5);
    }

    /** Half the distance between the quartiles as a fraction of the median. */
    static double spread(double... values) {
        return (quantile(values, 0.75) - quantile(values, 0.25)) / 2 / median(values);
    }

    /** Of each number and the one at the same place. */
    static double[] quotients(double[] numerators, double[] denominators) {
        double[] quotients = new double[numerators.length];
        Arrays.setAll(quotients, i -> numerators[i] / denominators[i]);
        return quotients;
    }

    /** Interpolates between the sorted values, of which the first is quantile 0 and the last quantile 1. */
    static double quantile(double[] values, double fraction) {
        if (values.length == 0) {
            throw new IllegalArgumentException("0 values have no quantile");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = fraction * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
