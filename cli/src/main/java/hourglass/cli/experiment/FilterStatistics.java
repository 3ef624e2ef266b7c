package hourglass.cli.experiment;

import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Model;

/**
 * What the filters of the first layer of a model of images are like, in figures; means over its filters.
 *
 * @param localisation how few pixels matter: 1 minus the participation ratio (sum w^2)^2 / (sum w^4) as a share of the
 *     pixels; near 1 for a single pixel, 2/3 for normal noise, 0 for equal weights everywhere
 * @param smoothness the correlation of weights side by side and one below the other: 0 for noise, near 1 for strokes
 * @param dead the share of filters whose units do not vary over given items (a standard deviation below 0.01)
 */
record FilterStatistics(double localisation, double smoothness, double dead) {
    private static final double STILL = 0.01;

    /**
     * The statistics of a model of one layer.
     *
     * @param filters one a row, row-major, of grey images
     * @param model whose code units the filters belong to
     * @param rows items that its units are watched on, in the form that it was fitted to
     */
    public static FilterStatistics of(float[] filters, ImageShape shape, Model model, Rows rows, ThreadTeam team) {
        int count = filters.length / shape.size();
        double localisation = 0;
        double smoothness = 0;
        for (int filter = 0; filter < count; filter++) {
            localisation += localisation(filters, filter * shape.size(), shape.size()) / count;
            smoothness += smoothness(filters, filter * shape.size(), shape) / count;
        }
        return new FilterStatistics(localisation, smoothness, dead(model.encode(rows.toArray(), team), rows.count()));
    }

    /** As {@link #of(float[], ImageShape, Model, Rows, ThreadTeam)}, on the threads of this process. */
    public static FilterStatistics of(float[] filters, ImageShape shape, Model model, Rows rows) {
        return of(filters, shape, model, rows, ThreadTeam.shared());
    }

    private static double localisation(float[] filters, int at, int n) {
        double squares = 0;
        double fourths = 0;
        for (int i = at; i < at + n; i++) {
            double square = (double) filters[i] * filters[i];
            squares += square;
            fourths += square * square;
        }
        return fourths == 0 ? 0 : 1 - squares * squares / (fourths * n);
    }

    private static double smoothness(float[] filters, int at, ImageShape shape) {
        double mean = 0;
        for (int i = at; i < at + shape.size(); i++) {
            mean += filters[i] / (double) shape.size();
        }
        double products = 0;
        double squares = 0;
        int pairs = 0;
        for (int row = 0; row < shape.height(); row++) {
            for (int column = 0; column < shape.width(); column++) {
                double here = filters[at + row * shape.width() + column] - mean;
                squares += here * here / shape.size();
                if (column + 1 < shape.width()) {
                    products += here * (filters[at + row * shape.width() + column + 1] - mean);
                    pairs++;
                }
                if (row + 1 < shape.height()) {
                    products += here * (filters[at + (row + 1) * shape.width() + column] - mean);
                    pairs++;
                }
            }
        }
        return squares == 0 || pairs == 0 ? 0 : products / pairs / squares;
    }

    private static double dead(float[] codes, int rows) {
        int units = codes.length / rows;
        int still = 0;
        for (int unit = 0; unit < units; unit++) {
            double mean = 0;
            double squares = 0;
            for (int at = unit; at < codes.length; at += units) {
                mean += codes[at] / (double) rows;
                squares += (double) codes[at] * codes[at] / rows;
            }
            still += squares - mean * mean < STILL * STILL ? 1 : 0;
        }
        return (double) still / units;
    }
}
