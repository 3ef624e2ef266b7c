package hourglass.data.generated;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One instance of writing something: strokes come out as no second instance would write them.
 *
 * <p>Points are misplaced one by one; smooth curves are laid through them; all are bent by one field of displacements,
 * a few long waves of random direction; and stretched, slanted and turned together.
 */
final class Handwriting {
    private static final double MISPLACEMENT = 0.027;
    private static final int WAVES = 3;
    private static final double WAVE_HEIGHT = 0.038;
    /** Waves go up and down at most so often over the height of a digit: more would look like trembling. */
    private static final double WAVE_FREQUENCY = 1.1;

    private static final double TURN = 0.1;
    private static final double SLANT = 0.2;
    private static final double STRETCH = 0.18;
    private static final int PIECES = 8;

    private final SplittableRandom random;
    private final double[] fromX = new double[WAVES];
    private final double[] fromY = new double[WAVES];
    private final double[] phase = new double[WAVES];
    private final double[] heightX = new double[WAVES];
    private final double[] heightY = new double[WAVES];
    private final double xx;
    private final double xy;
    private final double yx;
    private final double yy;

    Handwriting(SplittableRandom random) {
        this.random = random;
        for (int i = 0; i < WAVES; i++) {
            double direction = random.nextDouble(2 * Math.PI);
            double frequency = 2 * Math.PI * random.nextDouble(WAVE_FREQUENCY);
            fromX[i] = frequency * StrictMath.cos(direction);
            fromY[i] = frequency * StrictMath.sin(direction);
            phase[i] = random.nextDouble(2 * Math.PI);
            heightX[i] = WAVE_HEIGHT * random.nextGaussian();
            heightY[i] = WAVE_HEIGHT * random.nextGaussian();
        }
        double turn = TURN * random.nextGaussian();
        // Most people lean to the right.
        double slant = SLANT * (random.nextGaussian() + 0.5);
        double stretch = StrictMath.exp(STRETCH * random.nextGaussian());
        double cos = StrictMath.cos(turn);
        double sin = StrictMath.sin(turn);
        xx = cos * stretch;
        xy = -cos * slant - sin;
        yx = sin * stretch;
        yy = cos - sin * slant;
    }

    List<Polyline> write(List<DigitStyles.Stroke> strokes) {
        List<Polyline> lines = new ArrayList<>();
        for (DigitStyles.Stroke stroke : strokes) {
            double[] x = misplace(stroke.x());
            double[] y = misplace(stroke.y());
            int start = 0;
            for (int end = 1; end < x.length; end++) {
                if (stroke.corner()[end] || end == x.length - 1) {
                    lines.add(curve(Arrays.copyOfRange(x, start, end + 1), Arrays.copyOfRange(y, start, end + 1)));
                    start = end;
                }
            }
        }
        return lines;
    }

    private double[] misplace(double[] values) {
        return Arrays.stream(values)
                .map(value -> value + MISPLACEMENT * random.nextGaussian())
                .toArray();
    }

    /** A smooth curve through the points, distorted. */
    private Polyline curve(double[] x, double[] y) {
        double[] knots = new double[x.length];
        for (int i = 1; i < x.length; i++) {
            knots[i] = knots[i - 1] + Polyline.length(x[i] - x[i - 1], y[i] - y[i - 1]);
        }
        Spline splineX = new Spline(knots, x);
        Spline splineY = new Spline(knots, y);
        int pieces = PIECES * (x.length - 1);
        Polyline line = new Polyline(new double[pieces + 1], new double[pieces + 1]);
        for (int i = 0; i <= pieces; i++) {
            double t = knots[knots.length - 1] * i / pieces;
            distort(splineX.at(t), splineY.at(t), line, i);
        }
        return line;
    }

    private void distort(double x, double y, Polyline line, int i) {
        double bentX = x;
        double bentY = y;
        for (int wave = 0; wave < WAVES; wave++) {
            double height = StrictMath.sin(fromX[wave] * x + fromY[wave] * y + phase[wave]);
            bentX += heightX[wave] * height;
            bentY += heightY[wave] * height;
        }
        line.x()[i] = xx * bentX + xy * bentY;
        line.y()[i] = yx * bentX + yy * bentY;
    }
}
