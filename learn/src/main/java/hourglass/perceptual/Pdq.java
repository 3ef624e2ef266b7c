package hourglass.perceptual;

import hourglass.data.ImageShape;
import hourglass.data.image.DecodedImage;

/**
 * PDQ (Facebook, <i>The TMK+PDQF video-hashing algorithm and the PDQ image-hashing algorithm</i>, 2019): the luma is smoothed by
 * two passes of a box filter, which come near a tent filter (W. Jarosz, <i>Fast image convolutions</i>, 2001), sampled at 64 by 64
 * places, and transformed; bit {@code 16 i + j} says whether the frequency i + 1 downwards and j + 1 to the right is above the
 * median of all. The paper takes codes within 31 bits for those of one picture.
 */
final class Pdq {
    private static final int SIDE = 64;
    private static final int FREQUENCIES = 16;
    private static final CosineTransform TRANSFORM = new CosineTransform(SIDE, FREQUENCIES);
    /** Larger pictures are first brought to this, as in the authors' program. */
    private static final int LARGEST = 512;

    private static final int PASSES = 2;

    private final double[] coefficients;
    private final int quality;

    private Pdq(double[] coefficients, int quality) {
        this.coefficients = coefficients;
        this.quality = quality;
    }

    static Pdq of(DecodedImage image) {
        int height = Math.min(LARGEST, image.height());
        int width = Math.min(LARGEST, image.width());
        boolean whole = height == image.height() && width == image.width();
        float[] luma = whole ? image.luma() : image.values(new ImageShape(height, width, 1));
        float[] samples = samples(smooth(luma, height, width), height, width);
        return new Pdq(TRANSFORM.apply(samples), quality(samples));
    }

    Fingerprint fingerprint() {
        return new Fingerprint(MedianBits.of(coefficients), quality);
    }

    /** One for each pair of frequencies, those of one frequency downwards in a row. */
    double[] coefficients() {
        return coefficients;
    }

    private static float[] smooth(float[] luma, int height, int width) {
        float[] values = luma;
        for (int pass = 0; pass < PASSES; pass++) {
            float[] smoothed = new float[values.length];
            for (int y = 0; y < height; y++) {
                box(values, y * width, 1, width, smoothed);
            }
            values = new float[values.length];
            for (int x = 0; x < width; x++) {
                box(smoothed, x, width, height, values);
            }
        }
        return values;
    }

    /** The averages of a window that slides along a line; at the ends, of the part that lies on the line. */
    private static void box(float[] from, int start, int stride, int length, float[] to) {
        int window = (length + 2 * SIDE - 1) / (2 * SIDE);
        int ahead = window / 2;
        int behind = window - 1 - ahead;
        double sum = 0;
        for (int i = 0; i < Math.min(ahead, length); i++) {
            sum += from[start + i * stride];
        }
        for (int i = 0; i < length; i++) {
            if (i + ahead < length) {
                sum += from[start + (i + ahead) * stride];
            }
            if (i - behind - 1 >= 0) {
                sum -= from[start + (i - behind - 1) * stride];
            }
            int count = Math.min(length - 1, i + ahead) - Math.max(0, i - behind) + 1;
            to[start + i * stride] = (float) (sum / count);
        }
    }

    /** The values at the centres of 64 by 64 cells. */
    private static float[] samples(float[] values, int height, int width) {
        float[] samples = new float[SIDE * SIDE];
        for (int i = 0; i < SIDE; i++) {
            int y = (int) ((i + 0.5) * height / SIDE);
            for (int j = 0; j < SIDE; j++) {
                samples[i * SIDE + j] = values[y * width + (int) ((j + 0.5) * width / SIDE)];
            }
        }
        return samples;
    }

    /** The sum of all differences of neighbours, in whole percents of white, over 90; at most 100. */
    private static int quality(float[] samples) {
        int sum = 0;
        for (int i = 0; i < SIDE; i++) {
            for (int j = 0; j < SIDE; j++) {
                float here = samples[i * SIDE + j];
                sum += i + 1 < SIDE ? percents(samples[(i + 1) * SIDE + j] - here) : 0;
                sum += j + 1 < SIDE ? percents(samples[i * SIDE + j + 1] - here) : 0;
            }
        }
        return Math.min(100, sum / 90);
    }

    private static int percents(float difference) {
        return (int) Math.abs(difference * 100 / 255);
    }
}
