package hourglass.perceptual;

import hourglass.data.ImageShape;
import hourglass.data.image.DecodedImage;
import hourglass.matrix.FourierTransform;

/**
 * The shape of a scene without its parts (A. Oliva, A. Torralba, <i>Modeling the shape of the scene: a holistic representation of
 * the spatial envelope</i>, International Journal of Computer Vision 42, 2001): how strongly Gabor filters of {@value #SCALES}
 * scales and {@value #ORIENTATIONS} orientations respond in each of {@value #CELLS} by {@value #CELLS} cells. Contrast is made
 * even first, as in the paper's section 3; widths of filters are those of the authors' program.
 */
final class Gist {
    static final int SCALES = 4;
    static final int ORIENTATIONS = 8;
    static final int CELLS = 4;
    static final int SIZE = SCALES * ORIENTATIONS * CELLS * CELLS;

    /** The picture, and what of its mirror image stands around it, so that its edges are no edges to the filters. */
    private static final int PICTURE = 48;

    private static final int MARGIN = 8;
    private static final int SIDE = PICTURE + 2 * MARGIN;

    /** The highest frequency in cycles a pixel, and the factor to the next lower one. */
    private static final double HIGHEST = 0.3;

    private static final double FACTOR = 1.85;
    private static final double RADIAL_WIDTH = 3.5;
    /** In cycles a picture, up to which brightness is taken for illumination. */
    private static final double ILLUMINATION = 4;

    private static final FourierTransform FOURIER = new FourierTransform(SIDE);
    private static final double[][] FILTERS = filters();
    private static final double[] LOW_PASS = lowPass();

    private Gist() {}

    static float[] of(DecodedImage image) {
        double[] real = evenContrast(framed(image.values(new ImageShape(PICTURE, PICTURE, 1))));
        double[] imaginary = new double[real.length];
        FOURIER.forward(real, imaginary);
        float[] gist = new float[SIZE];
        double[] responseReal = new double[real.length];
        double[] responseImaginary = new double[real.length];
        for (int filter = 0; filter < FILTERS.length; filter++) {
            double[] weights = FILTERS[filter];
            for (int i = 0; i < real.length; i++) {
                responseReal[i] = weights[i] * real[i];
                responseImaginary[i] = weights[i] * imaginary[i];
            }
            FOURIER.inverse(responseReal, responseImaginary);
            addCells(responseReal, responseImaginary, gist, filter * CELLS * CELLS);
        }
        return gist;
    }

    /** The means of the magnitudes in the cells of the picture. */
    private static void addCells(double[] real, double[] imaginary, float[] gist, int at) {
        int side = PICTURE / CELLS;
        for (int y = 0; y < PICTURE; y++) {
            for (int x = 0; x < PICTURE; x++) {
                int place = (y + MARGIN) * SIDE + x + MARGIN;
                double magnitude = Math.sqrt(real[place] * real[place] + imaginary[place] * imaginary[place]);
                gist[at + y / side * CELLS + x / side] += (float) (magnitude / (side * side));
            }
        }
    }

    /** The logarithm of the picture with its mirror image around it. */
    private static double[] framed(float[] pixels) {
        double[] framed = new double[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                framed[y * SIDE + x] = Math.log1p(pixels[mirrored(y - MARGIN) * PICTURE + mirrored(x - MARGIN)]);
            }
        }
        return framed;
    }

    private static int mirrored(int place) {
        int inside = place < 0 ? -1 - place : place;
        return inside < PICTURE ? inside : 2 * PICTURE - 1 - inside;
    }

    /** Less its low frequencies, and over the local deviation from them. */
    private static double[] evenContrast(double[] values) {
        double[] smooth = filtered(values);
        double[] squares = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            smooth[i] = values[i] - smooth[i];
            squares[i] = smooth[i] * smooth[i];
        }
        double[] variances = filtered(squares);
        for (int i = 0; i < values.length; i++) {
            smooth[i] /= 0.2 + Math.sqrt(Math.abs(variances[i]));
        }
        return smooth;
    }

    private static double[] filtered(double[] values) {
        double[] real = values.clone();
        double[] imaginary = new double[values.length];
        FOURIER.forward(real, imaginary);
        for (int i = 0; i < real.length; i++) {
            real[i] *= LOW_PASS[i];
            imaginary[i] *= LOW_PASS[i];
        }
        FOURIER.inverse(real, imaginary);
        return real;
    }

    private static double[] lowPass() {
        double width = ILLUMINATION / Math.sqrt(Math.log(2));
        double[] weights = new double[SIDE * SIDE];
        for (int i = 0; i < weights.length; i++) {
            double radius = Math.hypot(frequency(i / SIDE), frequency(i % SIDE));
            weights[i] = Math.exp(-radius * radius / (width * width));
        }
        return weights;
    }

    /** Gaussians in the radius and the angle of the frequency, on one side of 0 alone. */
    private static double[][] filters() {
        double[][] filters = new double[SCALES * ORIENTATIONS][SIDE * SIDE];
        double angularWidth = 32.0 * ORIENTATIONS * ORIENTATIONS / (32 * 32) * Math.PI;
        for (int filter = 0; filter < filters.length; filter++) {
            int scale = filter / ORIENTATIONS;
            double centre = HIGHEST / Math.pow(FACTOR, scale);
            double orientation = Math.PI / ORIENTATIONS * (filter % ORIENTATIONS);
            for (int i = 0; i < SIDE * SIDE; i++) {
                double down = frequency(i / SIDE);
                double right = frequency(i % SIDE);
                double radius = Math.hypot(down, right) / SIDE / centre - 1;
                double angle = Math.IEEEremainder(Math.atan2(down, right) - orientation, 2 * Math.PI);
                filters[filter][i] = Math.exp(-RADIAL_WIDTH * radius * radius - angularWidth * angle * angle);
            }
        }
        return filters;
    }

    /** The frequency at a place of the transform: the second half stands for negative ones. */
    private static int frequency(int place) {
        return place < SIDE / 2 ? place : place - SIDE;
    }
}
