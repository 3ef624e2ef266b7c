package hourglass.data.generated;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.random.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The <i>Curves</i> of G. E. Hinton and R. R. Salakhutdinov, <i>Reducing the dimensionality of data with neural
 * networks</i>, Science 313, 2006: grey images of 28x28, each a smooth curve controlled by three random points, so that
 * six numbers describe an image completely.
 *
 * <p>As in the paper the points lie in [2, 26] with each x at least 2 greater than the previous, and the curve is inked
 * by {@link Pen}. The paper leaves open which spline the three points control and how thick its line is. Of the
 * candidates the quadratic Bezier curve comes nearest to what is known of the original set, whose images differ from
 * their mean by about 17 (sum of squares) and from their 18 principal components by 5.90: here it is 16.6 and 6.0.
 */
public final class Curves {
    private static final ImageShape SHAPE = new ImageShape(28, 28, 1);
    private static final int POINTS = 3;
    private static final double FIRST = 2;
    private static final double LAST = 26;
    private static final double GAP = 2;
    /** The straight pieces that a curve is drawn as: so many that no corner can be seen. */
    private static final int PIECES = 60;

    private static final float SPREAD = 0.95f;
    private static final float FLOW = 0.98f;

    private Curves() {}

    /**
     * Draws curves. The same seed gives the same images on any number of threads, and a smaller set is the beginning of
     * a larger one.
     *
     * @param count how many, at least 1 and at most as many as fit into one array (2.7 million)
     */
    public static Dataset of(int count, long seed) {
        byte[] pixels = SHAPE.bytes(count);
        IntStream.range(0, count).parallel().forEach(row -> draw(Seeds.random(seed, row), pixels, row * SHAPE.size()));
        return new Dataset("curves, seed " + seed, Rows.ofBytes(pixels, SHAPE.size(), 255), List.of(), null, SHAPE);
    }

    private static void draw(SplittableRandom random, byte[] pixels, int offset) {
        double[] controlX = knots(random);
        double[] controlY = random.doubles(POINTS, FIRST, LAST).toArray();
        double[] x = new double[PIECES + 1];
        double[] y = new double[PIECES + 1];
        for (int i = 0; i <= PIECES; i++) {
            double t = (double) i / PIECES;
            x[i] = bezier(controlX, t);
            y[i] = bezier(controlY, t);
        }
        Pen pen = new Pen(SHAPE.height(), SHAPE.width());
        pen.stroke(new Polyline(x, y));
        pen.write(SPREAD, FLOW, pixels, offset);
    }

    private static double bezier(double[] control, double t) {
        return (1 - t) * (1 - t) * control[0] + 2 * t * (1 - t) * control[1] + t * t * control[2];
    }

    /** Uniform over all triples with the gaps: sorted without gaps, then pulled apart. */
    private static double[] knots(SplittableRandom random) {
        double[] knots =
                random.doubles(POINTS, FIRST, LAST - (POINTS - 1) * GAP).toArray();
        Arrays.sort(knots);
        for (int i = 1; i < POINTS; i++) {
            knots[i] += i * GAP;
        }
        return knots;
    }
}
