package hourglass.perceptual;

import hourglass.data.ImageShape;
import hourglass.data.image.DecodedImage;

/**
 * pHash by the discrete cosine transform (C. Zauner, <i>Implementation and benchmarking of perceptual image hash functions</i>,
 * Hagenberg 2010, section 3.2.1): the picture in 32 by 32 grey pixels, its frequencies 1 to 8 each way, and for each whether it
 * is above their median. Pixels are averages of the areas that they cover, which takes the place of the mean filter there.
 */
final class DctHash {
    private static final int SIDE = 32;
    private static final CosineTransform TRANSFORM = new CosineTransform(SIDE, 8);

    private DctHash() {}

    static Fingerprint of(DecodedImage image) {
        float[] pixels = image.values(new ImageShape(SIDE, SIDE, 1));
        return new Fingerprint(MedianBits.of(TRANSFORM.apply(pixels)), Plainness.quality(pixels));
    }
}
