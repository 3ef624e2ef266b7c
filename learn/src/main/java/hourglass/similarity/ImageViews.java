package hourglass.similarity;

import hourglass.data.ImageShape;
import hourglass.random.CounterRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Images as seen a little differently: moved, turned, scaled, sheared, bent, mirrored, with a part erased, and lighter or darker.
 *
 * <p>Each pixel of the view is read, by bilinear interpolation, at the place that an affine map and a smooth displacement send it
 * to; the displacement is drawn on a grid of {@value #GRID} x {@value #GRID} points and interpolated in between (P. Simard et al.,
 * <i>Best practices for convolutional neural networks</i>, ICDAR 2003, who smooth one by a Gaussian). Outside the image lie the
 * pixels of its edge.
 *
 * @param shape of the images
 * @param shift the largest move in each direction, in pixels
 * @param rotation the largest turn either way, in degrees
 * @param scaling the largest change of size: 0.1 for 0.9 to 1.1 times
 * @param shear the largest move of a row against the next, in pixels
 * @param bend the standard deviation of the displacements, in pixels
 * @param erase the probability that a rectangle, of a tenth to a third of each side, becomes 0
 * @param flip the probability that left and right change places
 * @param light the largest change of brightness and, relative to 1, of contrast and of each colour
 * @param keep the probability that an image stays as it is: blending makes views smoother than images are, which a model that is
 *     to be exact has to see too (Z. He et al., <i>Data augmentation revisited</i>, 2019)
 */
public record ImageViews(
        ImageShape shape,
        double shift,
        double rotation,
        double scaling,
        double shear,
        double bend,
        double erase,
        double flip,
        double light,
        double keep)
        implements Views {
    private static final int GRID = 5;

    public ImageViews {
        double[] all = {shift, rotation, scaling, shear, bend, erase, flip, light};
        boolean some = false;
        for (double one : all) {
            if (!(one >= 0) || Double.isInfinite(one)) {
                throw new IllegalArgumentException("a change of images must be at least 0, but was " + one);
            }
            some |= one > 0;
        }
        if (!some) {
            throw new IllegalArgumentException("views without any change are all the same");
        }
        if (scaling >= 1 || erase > 1 || flip > 1 || !(keep >= 0 && keep < 1)) {
            throw new IllegalArgumentException(
                    "scaling (%s) and keep (%s) must be below 1, erase (%s) and flip (%s) are probabilities"
                            .formatted(scaling, keep, erase, flip));
        }
    }

    /** Changes that leave a written digit what it is: moved by up to 2 pixels of 28, turned by up to 12 degrees, bent. */
    public static ImageViews gentle(ImageShape shape) {
        return new ImageViews(shape, shape.width() / 14.0, 12, 0.12, 0.12, shape.width() / 28.0, 0, 0, 0, 0);
    }

    /** Moves that leave nearly any picture what it is: by up to 2 pixels of 28, with no turn, mirror or bend. */
    public static ImageViews moved(ImageShape shape) {
        double shift = Math.rint(Math.max(shape.width(), shape.height()) / 14.0);
        return new ImageViews(shape, Math.max(1, shift), 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** The same, but so large a share of the images stays as it is. */
    public ImageViews keeping(double share) {
        return new ImageViews(shape, shift, rotation, scaling, shear, bend, erase, flip, light, share);
    }

    /**
     * Reads settings such as {@code shift=2,rotate=15,scale=0.1,shear=0.1,bend=1,erase=0.5,flip=0.5,light=0.2,keep=0.5}; those not named are 0, and an
     * empty text gives {@link #gentle}.
     *
     * @throws IllegalArgumentException if a setting is not one of these
     */
    static ImageViews of(ImageShape shape, String text) {
        if (text.isEmpty()) {
            return gentle(shape);
        }
        Map<String, Double> all = new HashMap<>();
        for (String setting : text.split(",")) {
            String[] pair = setting.split("=", 2);
            if (pair.length < 2 || !pair[0].matches("shift|rotate|scale|shear|bend|erase|flip|light|keep")) {
                throw new IllegalArgumentException(
                        "'%s' is not a change of images; give shift, rotate, scale, shear, bend, erase, flip, light or keep, as in shift=2"
                                .formatted(setting));
            }
            all.put(pair[0], Double.valueOf(pair[1]));
        }
        return new ImageViews(
                shape,
                all.getOrDefault("shift", 0.0),
                all.getOrDefault("rotate", 0.0),
                all.getOrDefault("scale", 0.0),
                all.getOrDefault("shear", 0.0),
                all.getOrDefault("bend", 0.0),
                all.getOrDefault("erase", 0.0),
                all.getOrDefault("flip", 0.0),
                all.getOrDefault("light", 0.0),
                all.getOrDefault("keep", 0.0));
    }

    @Override
    public Drawer drawer() {
        Draws draws = new Draws();
        return (key, view, x, at, n, target, to) -> {
            draws.begin(CounterRandom.key(key, view));
            draw(draws, x, at, target, to);
        };
    }

    private void draw(Draws draws, float[] x, int at, float[] target, int to) {
        if (keep > 0 && draws.uniform() < keep) {
            System.arraycopy(x, at, target, to, shape.size());
            return;
        }
        warp(draws, x, at, target, to);
        if (erase > 0 && draws.uniform() < erase) {
            erase(draws, target, to);
        }
        if (light > 0) {
            light(draws, target, to);
        }
    }

    private void warp(Draws draws, float[] x, int at, float[] target, int to) {
        int width = shape.width();
        int height = shape.height();
        double angle = Math.toRadians(rotation) * draws.between();
        float sizeX = (float) (1 + scaling * draws.between());
        float sizeY = (float) (1 + scaling * draws.between());
        float slant = (float) (shear * draws.between());
        float moveX = move(draws);
        float moveY = move(draws);
        float cos = (float) Math.cos(angle);
        float sin = (float) Math.sin(angle);
        boolean mirrored = flip > 0 && draws.uniform() < flip;
        draws.displace((float) bend);
        float centreX = 0.5f * (width - 1);
        float centreY = 0.5f * (height - 1);
        for (int row = 0; row < height; row++) {
            draws.enter(row, height);
            float v = row - centreY;
            for (int column = 0; column < width; column++) {
                float u = column - centreX;
                float fromX = centreX + sizeX * (cos * u - sin * v) + slant * v + moveX;
                float fromY = centreY + sizeY * (sin * u + cos * v) + moveY;
                if (bend > 0) {
                    float place = (float) column * (GRID - 1) / Math.max(1, width - 1);
                    int left = Math.min((int) place, GRID - 2);
                    float right = ease(place - left);
                    fromX += draws.across(left, right);
                    fromY += draws.across(GRID + left, right);
                }
                sample(
                        x,
                        at,
                        mirrored ? width - 1 - fromX : fromX,
                        fromY,
                        target,
                        to + (row * width + column) * shape.channels());
            }
        }
    }

    /** Without any other move, one by a whole number of pixels, which copies the pixels instead of blending them. */
    private float move(Draws draws) {
        double between = draws.between();
        boolean alone = shift == Math.rint(shift) && rotation + scaling + shear + bend == 0;
        return (float) (alone ? Math.rint((shift + 0.5) * between) : shift * between);
    }

    /** A step from 0 to 1 with a derivative of 0 at both ends, so that the field has no creases. */
    private static float ease(float t) {
        return t * t * (3 - 2 * t);
    }

    /** Bilinear interpolation in every channel. */
    private void sample(float[] x, int at, float fromX, float fromY, float[] target, int to) {
        int width = shape.width();
        int height = shape.height();
        float inX = Math.min(Math.max(fromX, 0), width - 1);
        float inY = Math.min(Math.max(fromY, 0), height - 1);
        int left = Math.min((int) inX, Math.max(0, width - 2));
        int top = Math.min((int) inY, Math.max(0, height - 2));
        float a = inX - left;
        float b = inY - top;
        int channels = shape.channels();
        int toRight = left + 1 < width ? channels : 0;
        int toBelow = top + 1 < height ? width * channels : 0;
        int from = at + (top * width + left) * channels;
        for (int channel = 0; channel < channels; channel++, from++) {
            float upper = (1 - a) * x[from] + a * x[from + toRight];
            float lower = (1 - a) * x[from + toBelow] + a * x[from + toBelow + toRight];
            target[to + channel] = (1 - b) * upper + b * lower;
        }
    }

    private void erase(Draws draws, float[] target, int to) {
        int width = shape.width();
        int height = shape.height();
        int w = (int) Math.ceil(width * (0.1 + 0.23 * draws.uniform()));
        int h = (int) Math.ceil(height * (0.1 + 0.23 * draws.uniform()));
        int left = (int) (draws.uniform() * (width - w + 1));
        int top = (int) (draws.uniform() * (height - h + 1));
        for (int row = top; row < top + h; row++) {
            int from = to + (row * width + left) * shape.channels();
            Arrays.fill(target, from, from + w * shape.channels(), 0f);
        }
    }

    private void light(Draws draws, float[] target, int to) {
        int channels = shape.channels();
        double contrast = 1 + light * draws.between();
        double brightness = light * draws.between();
        for (int channel = 0; channel < channels; channel++) {
            double tint = channels > 1 ? 1 + light * draws.between() : 1;
            for (int pixel = to + channel; pixel < to + shape.size(); pixel += channels) {
                double changed = tint * (contrast * (target[pixel] - 0.5) + 0.5) + brightness;
                target[pixel] = (float) Math.min(1, Math.max(0, changed));
            }
        }
    }

    /** The random numbers of one view, and the displacements that they make. */
    private static final class Draws {
        private final float[] one = new float[1];
        /** Of x on the grid, then of y. */
        private final float[] grid = new float[2 * GRID * GRID];
        /** The same between the lines of the grid, on one line of the image. */
        private final float[] line = new float[2 * GRID];

        private long key;
        private int counter;

        void begin(long key) {
            this.key = key;
            this.counter = 0;
        }

        float uniform() {
            CounterRandom.uniform(key, counter++, one, 0, 1);
            return one[0];
        }

        /** Between -1 and 1. */
        float between() {
            return 2 * uniform() - 1;
        }

        void displace(float deviation) {
            if (deviation > 0) {
                Arrays.fill(grid, 0f);
                CounterRandom.addNormal(key, counter, deviation, grid, 0, grid.length);
                counter += grid.length;
            }
        }

        /** Interpolates the displacements down to one row of an image of this height. */
        void enter(int row, int height) {
            float place = (float) row * (GRID - 1) / Math.max(1, height - 1);
            int top = Math.min((int) place, GRID - 2);
            float down = ease(place - top);
            for (int i = 0; i < line.length; i++) {
                int at = i / GRID * GRID * GRID + top * GRID + i % GRID;
                line[i] = grid[at] + down * (grid[at + GRID] - grid[at]);
            }
        }

        float across(int left, float right) {
            return line[left] + right * (line[left + 1] - line[left]);
        }
    }

    @Override
    public boolean corrupts() {
        return false;
    }

    @Override
    public String toString() {
        return "image:shift=%s,rotate=%s,scale=%s,shear=%s,bend=%s,erase=%s,flip=%s,light=%s,keep=%s"
                .formatted(shift, rotation, scaling, shear, bend, erase, flip, light, keep);
    }
}
