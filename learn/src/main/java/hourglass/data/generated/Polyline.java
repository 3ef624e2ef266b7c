package hourglass.data.generated;

import java.util.Arrays;
import java.util.List;

/** The path of a pen as short straight pieces from point to point. */
record Polyline(double[] x, double[] y) {
    /** What a set of lines covers, and where their middle is if every piece weighs as much as it is long. */
    record Extent(double width, double height, double centreX, double centreY) {}

    static Extent extent(List<Polyline> lines) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        double mass = 0;
        double momentX = 0;
        double momentY = 0;
        for (Polyline line : lines) {
            for (int i = 0; i < line.x.length; i++) {
                left = Math.min(left, line.x[i]);
                right = Math.max(right, line.x[i]);
                top = Math.min(top, line.y[i]);
                bottom = Math.max(bottom, line.y[i]);
                if (i > 0) {
                    double length = length(line.x[i] - line.x[i - 1], line.y[i] - line.y[i - 1]);
                    mass += length;
                    momentX += length * (line.x[i] + line.x[i - 1]) / 2;
                    momentY += length * (line.y[i] + line.y[i - 1]) / 2;
                }
            }
        }
        return new Extent(right - left, bottom - top, momentX / mass, momentY / mass);
    }

    Polyline placed(double scale, double shiftX, double shiftY) {
        return new Polyline(
                Arrays.stream(x).map(value -> scale * value + shiftX).toArray(),
                Arrays.stream(y).map(value -> scale * value + shiftY).toArray());
    }

    /** The length of a step; not {@code Math.hypot}, which is slow to guard against sizes that pixels do not have. */
    static double length(double dx, double dy) {
        return Math.sqrt(dx * dx + dy * dy);
    }
}
