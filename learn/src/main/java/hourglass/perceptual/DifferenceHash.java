package hourglass.perceptual;

import hourglass.data.ImageShape;
import hourglass.data.image.DecodedImage;

/**
 * dHash (N. Krawetz, <i>Kind of like that</i>, hackerfactor.com, 2013): the picture in 9 by 8 grey pixels, and for each whether
 * the next one to the right is brighter.
 */
final class DifferenceHash {
    private static final int SIDE = 8;

    private DifferenceHash() {}

    static Fingerprint of(DecodedImage image) {
        float[] pixels = image.values(new ImageShape(SIDE, SIDE + 1, 1));
        long code = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            int left = i / SIDE * (SIDE + 1) + i % SIDE;
            // Half a grey level is what rounding makes of a plain area.
            code |= pixels[left + 1] > pixels[left] + 0.5f ? 1L << i : 0;
        }
        return new Fingerprint(new long[] {code}, Plainness.quality(pixels));
    }
}
