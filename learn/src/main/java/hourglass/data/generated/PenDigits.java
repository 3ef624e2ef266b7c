package hourglass.data.generated;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Labels;
import hourglass.data.Rows;
import hourglass.random.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Handwritten digits that nobody wrote: grey images of 28x28 with their class, in the manner of MNIST but generated, so
 * that they can be had anywhere in any number.
 *
 * <p>A digit is one of several styles of writing it, as points that a pen passes through. Each point is misplaced a
 * little, a smooth curve is laid through them, and the curve is bent by a smooth field, stretched, slanted and turned.
 * As in MNIST the digit is then fitted into a box of 20x20 and its centre of mass put on the middle of the image; a pen
 * of random thickness inks it.
 */
public final class PenDigits {
    private static final ImageShape SHAPE = new ImageShape(28, 28, 1);
    private static final List<String> NAMES =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    private static final double BOX = 18.5;
    private static final double SHIFT = 0.5;

    private PenDigits() {}

    /**
     * Draws digits of random classes. The same seed gives the same images on any number of threads, and a smaller set
     * is the beginning of a larger one.
     *
     * @param count how many, at least 1 and at most as many as fit into one array (2.7 million)
     */
    public static Dataset of(int count, long seed) {
        byte[] pixels = SHAPE.bytes(count);
        int[] classes = new int[count];
        IntStream.range(0, count).parallel().forEach(row -> {
            SplittableRandom random = Seeds.random(seed, row);
            classes[row] = random.nextInt(NAMES.size());
            draw(classes[row], random, pixels, row * SHAPE.size());
        });
        Rows rows = Rows.ofBytes(pixels, SHAPE.size(), 255);
        return new Dataset("pen digits, seed " + seed, rows, List.of(), new Labels(classes, NAMES), SHAPE);
    }

    private static void draw(int digit, SplittableRandom random, byte[] pixels, int offset) {
        List<List<DigitStyles.Stroke>> styles = DigitStyles.of(digit);
        List<Polyline> lines = new Handwriting(random).write(styles.get(random.nextInt(styles.size())));
        double thickness = random.nextDouble();
        Pen pen = new Pen(SHAPE.height(), SHAPE.width());
        place(lines, random).forEach(pen::stroke);
        pen.write((float) (0.4 + 0.6 * thickness), (float) (0.9 + 1.5 * thickness), pixels, offset);
    }

    /** Fits the lines into the box, the longer side filling it, and puts their centre of mass near the middle. */
    private static List<Polyline> place(List<Polyline> lines, SplittableRandom random) {
        Polyline.Extent extent = Polyline.extent(lines);
        double scale = BOX * (0.95 + 0.05 * random.nextGaussian()) / Math.max(extent.width(), extent.height());
        double shiftX = (SHAPE.width() - 1) / 2.0 - scale * extent.centreX() + SHIFT * random.nextGaussian();
        double shiftY = (SHAPE.height() - 1) / 2.0 - scale * extent.centreY() + SHIFT * random.nextGaussian();
        return lines.stream().map(line -> line.placed(scale, shiftX, shiftY)).toList();
    }
}
