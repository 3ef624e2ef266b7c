package hourglass.picture;

import hourglass.picture.LineChart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * Draws a {@link LineChart} as SVG. Text has the colour of the text around it, and each series the colour that the page
 * names {@code --series-0}, {@code --series-1}, ..., so that a chart follows the page into the dark.
 */
final class ChartDrawing {
    /** At least 3:1 in contrast on white, and well apart in lightness or hue to the colour-blind too. */
    private static final List<String> PALETTE =
            List.of("#0072b2", "#d55e00", "#4f9d8b", "#4a0d4a", "#8a63ff", "#1f3300", "#9a7d00", "#d81b60");

    /** So many lines have a colour of their own. */
    static final int COLOURS = PALETTE.size();

    private static final int WIDTH = 480;
    private static final int PLOT_HEIGHT = 220;
    private static final int LINE_HEIGHT = 18;
    private static final int TICK_GAP = 6;
    private static final int MARGIN = 12;
    private static final int SWATCH = 24;

    /** About the width of a character, as the reader's font is not known here. */
    private static final double CHARACTER_WIDTH = 6.5;

    /** Up to so many points are marked singly, with their value to be seen under the pointer. */
    private static final int FEW_POINTS = 20;

    private final LineChart chart;
    private final List<LegendEntry> legend;
    private final Axis across;
    private final Axis up;
    private final double left;
    private final double right = WIDTH - MARGIN;
    private final double top;
    private final double bottom;

    private record LegendEntry(Series series, double x, double y) {}

    private ChartDrawing(LineChart chart) {
        this.chart = chart;
        this.legend = legend(chart.series());
        this.across = chart.logarithmicAcross() ? Axis.logarithmic(all(Series::x)) : Axis.exact(all(Series::x));
        this.up = chart.logarithmic() ? Axis.logarithmic(all(Series::y)) : Axis.linear(all(Series::y));
        int longest = up.ticks().stream()
                .mapToInt(tick -> Axis.label(tick).length())
                .max()
                .orElse(0);
        this.left = TICK_GAP + MARGIN + longest * CHARACTER_WIDTH;
        this.top = legend.get(legend.size() - 1).y() + 2 * LINE_HEIGHT + TICK_GAP;
        this.bottom = top + PLOT_HEIGHT;
    }

    /** Draws the chart; the attributes are added to the root element. */
    static void draw(LineChart chart, Markup out, String... attributes) {
        new ChartDrawing(chart).draw(out, attributes);
    }

    private void draw(Markup out, String... attributes) {
        double height = bottom + 2 * LINE_HEIGHT + TICK_GAP;
        List<String> root = new ArrayList<>(List.of(attributes));
        root.addAll(List.of("viewBox", "0 0 " + WIDTH + " " + number(height), "role", "img"));
        root.addAll(List.of("aria-label", chart.alt(), "class", "chart", "fill", "currentColor"));
        root.addAll(List.of("font-family", "system-ui, sans-serif", "font-size", "12"));
        out.open("svg", root.toArray(new String[0]));
        legend.forEach(entry -> draw(entry, out));
        drawAxes(out);
        chart.series().forEach(series -> draw(series, out));
        out.close();
    }

    private void draw(LegendEntry entry, Markup out) {
        double middle = entry.y() - 4;
        stroke(out, entry.series(), "M" + point(entry.x(), middle) + "h" + SWATCH);
        text(out, entry.series().name(), entry.x() + SWATCH + TICK_GAP, entry.y(), "start");
    }

    private void drawAxes(Markup out) {
        text(out, chart.yLabel(), MARGIN, top - MARGIN, "start");
        for (double tick : up.ticks()) {
            String line = "M" + point(left, y(tick)) + "H" + number(right);
            out.empty("path", "d", line, "stroke", "currentColor", "stroke-opacity", "0.15");
            text(out, Axis.label(tick), left - TICK_GAP, y(tick) + 4, "end");
        }
        out.empty("path", "d", "M" + point(left, bottom) + "H" + number(right), "stroke", "currentColor");
        for (double tick : across.ticks()) {
            out.empty("path", "d", "M" + point(x(tick), bottom) + "v4", "stroke", "currentColor");
            text(out, Axis.label(tick), x(tick), bottom + LINE_HEIGHT, "middle");
        }
        text(out, chart.xLabel(), right, bottom + 2 * LINE_HEIGHT, "end");
    }

    private void draw(Series series, Markup out) {
        StringBuilder path = new StringBuilder();
        boolean joined = false;
        for (int i = 0; i < series.x().length; i++) {
            boolean shown = isShown(series, i);
            if (shown) {
                // A segment of no length is a dot, so that a point between two gaps is seen.
                path.append(joined ? "L" : "M").append(at(series, i)).append(joined ? "" : "h0");
            }
            joined = shown;
        }
        stroke(out, series, path.toString());
        if (series.x().length <= FEW_POINTS) {
            drawPoints(series, out);
        }
    }

    private void drawPoints(Series series, Markup out) {
        for (int i = 0; i < series.x().length; i++) {
            if (isShown(series, i)) {
                String x = number(x(series.x()[i]));
                String y = number(y(series.y()[i]));
                out.open("circle", "cx", x, "cy", y, "r", "2.5", "style", "fill:" + colour(series));
                out.element("title", series.name() + ": " + Axis.label(series.y()[i]))
                        .close();
            }
        }
    }

    private static void stroke(Markup out, Series series, String path) {
        String style = "fill:none;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round;stroke:" + colour(series)
                + (series.dashed() ? ";stroke-dasharray:5 4" : "");
        out.empty("path", "d", path, "style", style);
    }

    private static void text(Markup out, String text, double x, double y, String anchor) {
        out.element("text", text, "x", number(x), "y", number(y), "text-anchor", anchor);
    }

    private static String colour(Series series) {
        int colour = series.colour() % PALETTE.size();
        return "var(--series-" + colour + ", " + PALETTE.get(colour) + ")";
    }

    /** Entries side by side, on as many lines as they need. */
    private static List<LegendEntry> legend(List<Series> series) {
        List<LegendEntry> entries = new ArrayList<>();
        double x = MARGIN;
        double y = LINE_HEIGHT;
        for (Series line : series) {
            double width = SWATCH + TICK_GAP + line.name().length() * CHARACTER_WIDTH + MARGIN;
            if (x > MARGIN && x + width > WIDTH) {
                x = MARGIN;
                y += LINE_HEIGHT;
            }
            entries.add(new LegendEntry(line, x, y));
            x += width;
        }
        return entries;
    }

    private double[] all(Function<Series, double[]> values) {
        return chart.series().stream()
                .flatMapToDouble(series -> DoubleStream.of(values.apply(series)))
                .toArray();
    }

    private boolean isShown(Series series, int point) {
        return across.shows(series.x()[point]) && up.shows(series.y()[point]);
    }

    private double x(double value) {
        return left + across.position(value) * (right - left);
    }

    private double y(double value) {
        return bottom - up.position(value) * PLOT_HEIGHT;
    }

    private String at(Series series, int i) {
        return point(x(series.x()[i]), y(series.y()[i]));
    }

    private static String point(double x, double y) {
        return number(x) + " " + number(y);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
