package hourglass.similarity;

import hourglass.data.ImageShape;
import hourglass.random.CounterRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Images as seen a little differently: moved, turned, scaled, sheared, bent, with a part erased, and lighter or darker.
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
 * @param light the largest change of brightness and, relative to 1, of contrast and of each colour
 */
public record ImageViews(
        ImageShape shape,
        double shift,
        double rotation,
        double scaling,
        double shear,
        double bend,
        double erase,
        double light)
        implements Views {
    private static final int GRID = 5;

    public ImageViews {
        double[] all = {shift, rotation, scaling, shear, bend, erase, light};
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
        if (scaling >= 1 || erase > 1) {
            throw new IllegalArgumentException(
                    "scaling (%s) must be below 1 and erase (%s) a probability".formatted(scaling, erase));
        }
    }

    /** Changes that leave a written digit what it is: moved by up to 2 pixels of 28, turned by up to 12 degrees, bent. */
    public static ImageViews gentle(ImageShape shape) {
        return new ImageViews(shape, shape.width() / 14.0, 12, 0.12, 0.12, shape.width() / 28.0, 0, 0);
    }

    /**
     * Reads settings such as {@code shift=2,rotate=15,scale=0.1,shear=0.1,bend=1,erase=0.5,light=0.2}; those not named are 0, and an
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
            if (pair.length < 2 || !pair[0].matches("shift|rotate|scale|shear|bend|erase|light")) {
                throw new IllegalArgumentException(
                        "'%s' is not a change of images; give shift, rotate, scale, shear, bend, erase or light, as in shift=2"
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
                all.getOrDefault("light", 0.0));
    }

    @Override
    public void draw(long key, int view, float[] x, int at, int n, float[] target, int to) {
        Draws draws = new Draws(CounterRandom.key(key, view));
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
        double sizeX = 1 + scaling * draws.between();
        double sizeY = 1 + scaling * draws.between();
        double slant = shear * draws.between();
        double moveX = shift * draws.between();
        double moveY = shift * draws.between();
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double[] displacements = new double[2 * GRID * GRID];
        for (int i = 0; bend > 0 && i < displacements.length; i++) {
            displacements[i] = bend * draws.normal();
        }
        double centreX = 0.5 * (width - 1);
        double centreY = 0.5 * (height - 1);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double u = column - centreX;
                double v = row - centreY;
                double fromX = centreX + sizeX * (cos * u - sin * v) + slant * v + moveX;
                double fromY = centreY + sizeY * (sin * u + cos * v) + moveY;
                if (bend > 0) {
                    double gridX = (double) column / Math.max(1, width - 1) * (GRID - 1);
                    double gridY = (double) row / Math.max(1, height - 1) * (GRID - 1);
                    fromX += smooth(displacements, 0, gridX, gridY);
                    fromY += smooth(displacements, GRID * GRID, gridX, gridY);
                }
                sample(x, at, fromX, fromY, target, to + (row * width + column) * shape.channels());
            }
        }
    }

    private static double smooth(double[] grid, int at, double x, double y) {
        int left = Math.min((int) x, GRID - 2);
        int top = Math.min((int) y, GRID - 2);
        double right = ease(x - left);
        double down = ease(y - top);
        int corner = at + top * GRID + left;
        return (1 - down) * ((1 - right) * grid[corner] + right * grid[corner + 1])
                + down * ((1 - right) * grid[corner + GRID] + right * grid[corner + GRID + 1]);
    }

    /** A step from 0 to 1 with a derivative of 0 at both ends, so that the field has no creases. */
    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }

    /** Bilinear interpolation in every channel. */
    private void sample(float[] x, int at, double fromX, double fromY, float[] target, int to) {
        int width = shape.width();
        int height = shape.height();
        double inX = Math.min(Math.max(fromX, 0), width - 1.0);
        double inY = Math.min(Math.max(fromY, 0), height - 1.0);
        int left = Math.min((int) inX, Math.max(0, width - 2));
        int top = Math.min((int) inY, Math.max(0, height - 2));
        int right = Math.min(left + 1, width - 1);
        int below = Math.min(top + 1, height - 1);
        float a = (float) (inX - left);
        float b = (float) (inY - top);
        int channels = shape.channels();
        for (int channel = 0; channel < channels; channel++) {
            int from = at + channel;
            float upper = (1 - a) * x[from + (top * width + left) * channels]
                    + a * x[from + (top * width + right) * channels];
            float lower = (1 - a) * x[from + (below * width + left) * channels]
                    + a * x[from + (below * width + right) * channels];
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

    /** The random numbers of one view. */
    private static final class Draws {
        private final long key;
        private final float[] one = new float[1];
        private int counter;

        Draws(long key) {
            this.key = key;
        }

        double uniform() {
            CounterRandom.uniform(key, counter++, one, 0, 1);
            return one[0];
        }

        /** Between -1 and 1. */
        double between() {
            return 2 * uniform() - 1;
        }

        double normal() {
            one[0] = 0;
            CounterRandom.addNormal(key, counter++, 1f, one, 0, 1);
            return one[0];
        }
    }

    @Override
    public String toString() {
        return "image:shift=%s,rotate=%s,scale=%s,shear=%s,bend=%s,erase=%s,light=%s"
                .formatted(shift, rotation, scaling, shear, bend, erase, light);
    }
}
