package hourglass.data.generated;

/**
 * Draws strokes on a grey image as in G. Hinton and V. Nair, <i>Inferring motor programs from images of handwritten
 * digits</i>, NIPS 2005: each bit of the pen's path leaves ink on the four nearest pixels in proportion to nearness,
 * the ink soaks into the neighbourhood by a 3x3 kernel
 *
 * <pre>
 *            | a/12  a/6  a/12 |
 * b (1 + a)  | a/6   1-a  a/6  |
 *            | a/12  a/6  a/12 |
 * </pre>
 *
 * and more than full ink is full ink. Lines become thicker with both {@code a} and {@code b}. Deviation: ink is
 * measured per length of the path, not per time, so that a slow pen does not draw thicker.
 *
 * <p>Pixel centres have whole coordinates, from (0, 0) at the top left; what lies outside the image is lost.
 */
final class Pen {
    /** The length in pixels of the bits into which a stroke is divided, short enough that no bead can be seen. */
    private static final double STEP = 0.3;

    private final int height;
    private final int width;
    /** The ink with a border of one pixel. */
    private final float[] ink;

    Pen(int height, int width) {
        this.height = height;
        this.width = width;
        this.ink = new float[(height + 2) * (width + 2)];
    }

    void stroke(Polyline path) {
        for (int i = 1; i < path.x().length; i++) {
            line(path.x()[i - 1], path.y()[i - 1], path.x()[i], path.y()[i]);
        }
    }

    private void line(double x0, double y0, double x1, double y1) {
        double length = Polyline.length(x1 - x0, y1 - y0);
        int steps = (int) Math.ceil(length / STEP);
        for (int step = 0; step < steps; step++) {
            double part = (step + 0.5) / steps;
            drop(x0 + part * (x1 - x0), y0 + part * (y1 - y0), length / steps);
        }
    }

    private void drop(double x, double y, double amount) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        if (column < -1 || column >= width || row < -1 || row >= height) {
            return;
        }
        double right = x - column;
        double below = y - row;
        int corner = (row + 1) * (width + 2) + column + 1;
        ink[corner] += (float) (amount * (1 - below) * (1 - right));
        ink[corner + 1] += (float) (amount * (1 - below) * right);
        ink[corner + width + 2] += (float) (amount * below * (1 - right));
        ink[corner + width + 3] += (float) (amount * below * right);
    }

    /**
     * Writes the image, row-major, as bytes from 0 (no ink) to 255 (full ink).
     *
     * @param spread how far the ink soaks, {@code a} above, from 0 to 1
     * @param flow how much ink there is, {@code b} above, above 0
     */
    void write(float spread, float flow, byte[] target, int offset) {
        float full = 255 * flow * (1 + spread);
        float centre = full * (1 - spread);
        float side = full * spread / 6;
        float diagonal = full * spread / 12;
        int line = width + 2;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int i = (row + 1) * line + column + 1;
                float value = centre * ink[i]
                        + side * (ink[i - 1] + ink[i + 1] + ink[i - line] + ink[i + line])
                        + diagonal * (ink[i - line - 1] + ink[i - line + 1] + ink[i + line - 1] + ink[i + line + 1]);
                target[offset + row * width + column] = (byte) Math.min(255, Math.round(value));
            }
        }
    }
}
