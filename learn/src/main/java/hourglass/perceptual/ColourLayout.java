package hourglass.perceptual;

import hourglass.data.ImageShape;
import hourglass.data.image.DecodedImage;

/**
 * The colours of a picture and where they are: the mean and the deviation of brightness and of two opponent colours in each of
 * {@value #CELLS} by {@value #CELLS} cells (the opponent axes of K. van de Sande, T. Gevers, C. Snoek, <i>Evaluating color descriptors for
 * object and scene recognition</i>, IEEE Trans. PAMI 32, 2010).
 */
final class ColourLayout {
    private static final int CELLS = 4;
    private static final int SIDE = 32;
    private static final int CHANNELS = 3;
    static final int SIZE = CELLS * CELLS * CHANNELS * 2;

    private ColourLayout() {}

    /** All numbers lie in 0..1 or around 0. */
    static float[] of(DecodedImage image) {
        float[] pixels = image.values(new ImageShape(SIDE, SIDE, CHANNELS));
        int cells = CELLS * CELLS * CHANNELS;
        double[] sums = new double[cells];
        double[] squares = new double[cells];
        for (int i = 0; i < SIDE * SIDE; i++) {
            double red = pixels[3 * i] / 255;
            double green = pixels[3 * i + 1] / 255;
            double blue = pixels[3 * i + 2] / 255;
            int cell = i / SIDE / (SIDE / CELLS) * CELLS + i % SIDE / (SIDE / CELLS);
            add((red + green + blue) / Math.sqrt(3), cell * CHANNELS, sums, squares);
            add((red - green) / Math.sqrt(2), cell * CHANNELS + 1, sums, squares);
            add((red + green - 2 * blue) / Math.sqrt(6), cell * CHANNELS + 2, sums, squares);
        }
        int count = SIDE * SIDE / (CELLS * CELLS);
        float[] layout = new float[SIZE];
        for (int i = 0; i < cells; i++) {
            double mean = sums[i] / count;
            layout[i] = (float) mean;
            layout[cells + i] = (float) Math.sqrt(Math.max(0, squares[i] / count - mean * mean));
        }
        return layout;
    }

    private static void add(double value, int at, double[] sums, double[] squares) {
        sums[at] += value;
        squares[at] += value * value;
    }
}
