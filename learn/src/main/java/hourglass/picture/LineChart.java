package hourglass.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Lines over a common horizontal axis.
 *
 * @param caption what to see in it
 * @param xLabel what is across
 * @param yLabel what is up
 * @param logarithmicAcross whether the horizontal axis is
 * @param logarithmic whether the vertical axis is
 * @param series the lines, at least 1
 */
public record LineChart(
        String caption,
        String xLabel,
        String yLabel,
        boolean logarithmicAcross,
        boolean logarithmic,
        List<Series> series)
        implements ReportBlock {

    /**
     * One line. Points that are not finite, or not positive on a logarithmic axis, are left out and interrupt it.
     *
     * @param name for the legend
     * @param x across, in increasing order
     * @param y up, as many
     * @param colour which colour of the palette, at least 0; series of one colour belong together
     * @param dashed whether the line is
     */
    public record Series(String name, double[] x, double[] y, int colour, boolean dashed) {
        public Series {
            if (x.length != y.length) {
                throw new IllegalArgumentException("series '%s' has %d x and %d y".formatted(name, x.length, y.length));
            }
            if (colour < 0) {
                throw new IllegalArgumentException("a colour is at least 0, not " + colour);
            }
        }
    }

    public LineChart {
        series = List.copyOf(series);
        if (series.isEmpty()) {
            throw new IllegalArgumentException("a chart has at least 1 series, not 0");
        }
    }

    /** Learning curves by epoch: one colour a training, solid for training data and dashed for held-out data. */
    public static LineChart ofLearning(String caption, String yLabel, boolean logarithmic, List<LearningCurve> curves) {
        List<Series> series = new ArrayList<>();
        for (int colour = 0; colour < curves.size(); colour++) {
            LearningCurve curve = curves.get(colour);
            if (curve.training().length > 0) {
                series.add(byEpoch(curve.name() + ", training", curve.training(), colour, false));
            }
            if (curve.validation().length > 0) {
                series.add(byEpoch(curve.name() + ", validation", curve.validation(), colour, true));
            }
        }
        return new LineChart(caption, "epoch", yLabel, false, logarithmic, series);
    }

    /**
     * Precision over recall, both in per cent, recall on a logarithmic axis as in the figures of semantic hashing; lines beyond
     * the number of colours are dashed.
     */
    public static LineChart ofRetrieval(String caption, List<RetrievalCurve> curves) {
        List<Series> series = new ArrayList<>();
        for (RetrievalCurve curve : curves) {
            series.add(new Series(
                    curve.name(),
                    perCent(curve.recall()),
                    perCent(curve.precision()),
                    series.size(),
                    series.size() >= ChartDrawing.COLOURS));
        }
        return new LineChart(caption, "recall (%)", "precision (%)", true, false, series);
    }

    private static double[] perCent(double[] shares) {
        return DoubleStream.of(shares).map(share -> 100 * share).toArray();
    }

    private static Series byEpoch(String name, double[] losses, int colour, boolean dashed) {
        double[] epochs =
                IntStream.rangeClosed(1, losses.length).asDoubleStream().toArray();
        return new Series(name, epochs, losses, colour, dashed);
    }

    @Override
    public String html() {
        Markup out = new Markup().open("figure");
        ChartDrawing.draw(this, out);
        return out.element("figcaption", caption).close().toString();
    }

    /** The chart as the content of an SVG file. */
    public String svg() {
        Markup out = new Markup();
        ChartDrawing.draw(this, out, "xmlns", "http://www.w3.org/2000/svg");
        return out.newLine().toString();
    }

    /** A description for readers who cannot see the chart. */
    String alt() {
        return series.stream()
                .map(line -> line.name()
                        + (line.y().length == 0 ? "" : " ends at " + Axis.label(line.y()[line.y().length - 1])))
                .collect(Collectors.joining("; ", "Line chart of " + yLabel + " over " + xLabel + ". ", "."));
    }
}
