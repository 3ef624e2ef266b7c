package hourglass.cli.experiment;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.matrix.FourierTransform;
import java.util.List;
import java.util.Objects;

/**
 * Whole images with a flat spectrum, as B. A. Olshausen and D. J. Field made them for their sparse codes (Vision Research 37,
 * 1997): the amplitude at a frequency f is multiplied by f exp(-(f / f0)^4), with f0 at 0.4 cycles a pixel. Amplitudes of
 * natural images fall as 1 / f, so that what is left is flat, and the highest frequencies, which are grain, vanish. Whitening by
 * principal components of patches amplifies just these.
 */
final class OlshausenWhitening {
    private static final double CUTOFF = 0.4;
    /** What the transform wraps around from the opposite side. */
    private static final int MARGIN = 4;

    private OlshausenWhitening() {}

    /**
     * Whitened images, without their margins of {@value #MARGIN} pixels, all multiplied by one number.
     *
     * @param images grey and square, of a side that is a power of 2
     * @param variance of a pixel, mean over the images
     */
    static Dataset of(Dataset images, double variance) {
        ImageShape shape = Objects.requireNonNull(images.imageShape(), "images");
        int side = shape.width();
        ImageShape inner = new ImageShape(side - 2 * MARGIN, side - 2 * MARGIN, 1);
        FourierTransform fourier = new FourierTransform(side);
        float[] whitened = new float[images.rows().count() * inner.size()];
        float[] pixels = new float[shape.size()];
        double[] real = new double[shape.size()];
        double[] imaginary = new double[shape.size()];
        double squares = 0;
        for (int image = 0; image < images.rows().count(); image++) {
            images.rows().read(image, pixels, 0);
            for (int i = 0; i < pixels.length; i++) {
                real[i] = pixels[i];
                imaginary[i] = 0;
            }
            fourier.forward(real, imaginary);
            filter(real, side);
            filter(imaginary, side);
            fourier.inverse(real, imaginary);
            for (int i = 0; i < inner.size(); i++) {
                int from = (i / inner.width() + MARGIN) * side + i % inner.width() + MARGIN;
                whitened[image * inner.size() + i] = (float) real[from];
                squares += real[from] * real[from];
            }
        }
        // The filter leaves nothing of the mean.
        float scale = (float) Math.sqrt(variance * whitened.length / squares);
        for (int i = 0; i < whitened.length; i++) {
            whitened[i] *= scale;
        }
        return new Dataset(images.name() + ", whitened", Rows.of(whitened, inner.size()), List.of(), null, inner);
    }

    private static void filter(double[] part, int side) {
        for (int i = 0; i < part.length; i++) {
            double frequency = Math.hypot(cyclesAPixel(i / side, side), cyclesAPixel(i % side, side));
            part[i] *= frequency * Math.exp(-Math.pow(frequency / CUTOFF, 4));
        }
    }

    private static double cyclesAPixel(int index, int side) {
        return (double) Math.min(index, side - index) / side;
    }
}
