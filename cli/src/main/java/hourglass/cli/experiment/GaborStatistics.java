package hourglass.cli.experiment;

import hourglass.data.ImageShape;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * What the Gabor functions nearest to filters are like, as medians.
 *
 * @param explained the share of a filter's squares that its function explains, median over all filters
 * @param gabors the share of the filters of whose squares their functions explain at least {@value #ENOUGH}; the other numbers
 *     are of these alone, and 0 where there are none
 * @param frequency in cycles a pixel, median
 * @param bandwidth in octaves, median; those without a lower end count as the widest, and as {@value #WIDEST} if they are most
 * @param orientations the shares whose stripes are within 22.5 degrees of vertical, rising to the right, horizontal and falling
 */
record GaborStatistics(double explained, double gabors, double frequency, double bandwidth, double[] orientations) {
    /** As much of a filter as is taken for a Gabor function. */
    static final double ENOUGH = 0.8;

    /** From a 16th of a frequency to its double. */
    static final double WIDEST = 5;

    /** @param filters one a row, row-major, of grey images */
    static GaborStatistics of(float[] filters, ImageShape shape) {
        GaborFit[] all = new GaborFit[filters.length / shape.size()];
        Arrays.setAll(all, filter -> GaborFit.of(filters, filter * shape.size(), shape));
        GaborFit[] good =
                Arrays.stream(all).filter(fit -> fit.explained() >= ENOUGH).toArray(GaborFit[]::new);
        double[] orientations = new double[4];
        for (GaborFit fit : good) {
            orientations[(int) Math.round(fit.orientation() / 45) % 4] += 1.0 / good.length;
        }
        return new GaborStatistics(
                median(all, GaborFit::explained),
                (double) good.length / all.length,
                median(good, GaborFit::frequency),
                Math.min(WIDEST, median(good, GaborFit::bandwidth)),
                orientations);
    }

    private static double median(GaborFit[] fits, ToDoubleFunction<GaborFit> measure) {
        double[] sorted = Arrays.stream(fits).mapToDouble(measure).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length == 0 ? 0 : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
