package hourglass.cli.experiment;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.random.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Patches of 25x25 pixels from rotated and scaled faces, made as for figure 2C of G. E. Hinton and R. R. Salakhutdinov,
 * <i>Reducing the dimensionality of data with neural networks</i>, Science 313, 2006: each 64x64 face is rotated by -90 to
 * +90 degrees and scaled by 1.4 to 1.8, and its middle is cut out and subsampled.
 *
 * <p>The paper leaves open how much is cut out and how it is sampled. Here it is 50x50 pixels of the scaled face, of which
 * every other counts, by bilinear interpolation: so the 30 principal components of 30 people are off by 133 on 10 others,
 * beside the paper's 135 (per patch, pixels centred and of variance 1).
 */
final class FacePatches {
    private static final ImageShape SHAPE = new ImageShape(25, 25, 1);
    private static final double LEAST_SCALE = 1.4;
    private static final double MOST_SCALE = 1.8;
    /** Pixels of the scaled face from one pixel of the patch to the next. */
    private static final double STEP = 2;

    private FacePatches() {}

    /**
     * Cuts patches. The same seed gives the same patches on any number of threads.
     *
     * @param faces grey images
     * @param from the first face that is used
     * @param to one past the last
     * @param each how many patches of each face, at least 1
     * @param seed of rotations and scales
     * @return a row a patch, those of a face one after the other
     */
    public static Dataset of(Dataset faces, int from, int to, int each, long seed) {
        ImageShape shape = faces.imageShape();
        if (shape == null || shape.channels() != 1) {
            throw new IllegalArgumentException(faces.name() + " does not hold grey images");
        }
        if (from < 0 || to > faces.rows().count() || from >= to || each < 1) {
            throw new IllegalArgumentException("%d patches of each of the faces %d to %d, out of %d"
                    .formatted(each, from, to, faces.rows().count()));
        }
        byte[] pixels = SHAPE.bytes(Math.multiplyExact(to - from, each));
        IntStream.range(from, to).parallel().forEach(face -> {
            float[] image = new float[shape.size()];
            faces.rows().read(face, image, 0);
            SplittableRandom random = Seeds.random(seed, face);
            for (int i = 0; i < each; i++) {
                cut(image, shape, random, pixels, ((face - from) * each + i) * SHAPE.size());
            }
        });
        String name = "%s, %d patches of each of the faces %d to %d, seed %d"
                .formatted(faces.name(), each, from, to - 1, seed);
        return new Dataset(name, Rows.ofBytes(pixels, SHAPE.size(), 255), List.of(), null, SHAPE);
    }

    private static void cut(float[] face, ImageShape shape, SplittableRandom random, byte[] target, int at) {
        double angle = Math.PI * (random.nextDouble() - 0.5);
        double scale = LEAST_SCALE + (MOST_SCALE - LEAST_SCALE) * random.nextDouble();
        double alongX = Math.cos(angle) / scale;
        double alongY = Math.sin(angle) / scale;
        double middleX = 0.5 * (shape.width() - 1);
        double middleY = 0.5 * (shape.height() - 1);
        for (int pixel = 0; pixel < SHAPE.size(); pixel++) {
            int row = pixel / SHAPE.width();
            int column = pixel % SHAPE.width();
            double right = STEP * (column - 0.5 * (SHAPE.width() - 1));
            double down = STEP * (row - 0.5 * (SHAPE.height() - 1));
            double x = middleX + alongX * right - alongY * down;
            double y = middleY + alongY * right + alongX * down;
            target[at + pixel] = (byte) Math.round(255 * brightness(face, shape, x, y));
        }
    }

    /** Bilinear between the four pixels around a point; the outermost pixels continue beyond the edge. */
    private static double brightness(float[] image, ImageShape shape, double x, double y) {
        double column = Math.max(0, Math.min(shape.width() - 1, x));
        double row = Math.max(0, Math.min(shape.height() - 1, y));
        int left = (int) Math.min(shape.width() - 2, column);
        int top = (int) Math.min(shape.height() - 2, row);
        double toRight = column - left;
        double toBottom = row - top;
        int at = top * shape.width() + left;
        double upper = image[at] + toRight * (image[at + 1] - image[at]);
        int below = at + shape.width();
        double lower = image[below] + toRight * (image[below + 1] - image[below]);
        return upper + toBottom * (lower - upper);
    }
}
