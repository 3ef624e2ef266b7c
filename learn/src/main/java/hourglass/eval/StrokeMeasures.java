package hourglass.eval;

import hourglass.data.ImageShape;

/**
 * What can be measured of the strokes in a picture of light on dark, such as a written digit.
 *
 * @param area the sum of the ink over the number of pixels, 0 to 1
 * @param thickness the width of the strokes in pixels: twice the ink over the length of its outline, since a stroke of width w and
 *     length l has the area w l and an outline of about 2 l
 * @param slant how far strokes lean to the right, in degrees from the vertical: the arc tangent of the second moments mu11 / mu02
 *     (R. G. Casey, IBM J. Res. Dev. 14, 1970)
 */
record StrokeMeasures(double area, double thickness, double slant) {
    /**
     * Measures a picture.
     *
     * @param pixels 0 for dark to 1 for light, row-major from {@code at} on; channels are averaged
     * @param shape of the picture
     */
    public static StrokeMeasures of(float[] pixels, int at, ImageShape shape) {
        int width = shape.width();
        int height = shape.height();
        double[] ink = new double[width * height];
        double sum = 0;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < ink.length; i++) {
            for (int channel = 0; channel < shape.channels(); channel++) {
                ink[i] += Math.max(0, pixels[at + i * shape.channels() + channel]) / shape.channels();
            }
            int row = i / width;
            sum += ink[i];
            meanX += ink[i] * (i - row * width);
            meanY += ink[i] * row;
        }
        if (sum == 0) {
            return new StrokeMeasures(0, 0, 0);
        }
        meanX /= sum;
        meanY /= sum;
        double mixed = 0;
        double vertical = 0;
        double outline = 0;
        for (int i = 0; i < ink.length; i++) {
            int row = i / width;
            double x = i - row * width - meanX;
            double y = row - meanY;
            mixed += ink[i] * x * y;
            vertical += ink[i] * y * y;
            // The length of the gradient adds up to the outline, each side of a stroke rising from 0 to 1 once.
            double right = (i % width + 1 < width ? ink[i + 1] : 0) - ink[i];
            double below = (i / width + 1 < height ? ink[i + width] : 0) - ink[i];
            outline += Math.hypot(right, below);
        }
        // Rows count downwards: a stroke that leans to the right has its lower end at the left.
        double slant = vertical == 0 ? 0 : Math.toDegrees(Math.atan(-mixed / vertical));
        return new StrokeMeasures(sum / ink.length, outline == 0 ? 0 : 2 * sum / outline, slant);
    }
}
