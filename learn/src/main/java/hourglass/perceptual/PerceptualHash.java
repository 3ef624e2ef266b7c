package hourglass.perceptual;

import hourglass.data.image.DecodedImage;

/** The perceptual hashes of pictures that there are. */
public enum PerceptualHash {
    /** Whether the picture becomes brighter from left to right, at 8 by 8 places. */
    DHASH(64, 5) {
        @Override
        public Fingerprint of(DecodedImage image) {
            return DifferenceHash.of(image);
        }
    },
    /** Which of the 8 by 8 lowest frequencies are above their median. */
    PHASH(64, 5) {
        @Override
        public Fingerprint of(DecodedImage image) {
            return DctHash.of(image);
        }
    },
    /** Which of the 16 by 16 lowest frequencies are above their median, after smoothing. */
    PDQ(256, 31) {
        @Override
        public Fingerprint of(DecodedImage image) {
            return Pdq.of(image).fingerprint();
        }
    };

    private final int bits;
    private final int radius;

    PerceptualHash(int bits, int radius) {
        this.bits = bits;
        this.radius = radius;
    }

    /** The length of the codes. */
    public int bits() {
        return bits;
    }

    /**
     * The largest Hamming distance of what its authors take for the same picture: 31 of 256 bits for PDQ (see {@link Pdq}),
     * 5 of 64 for the others (N. Krawetz, <i>Looks like it</i>, hackerfactor.com, 2011).
     */
    public int radius() {
        return radius;
    }

    /** The hash of a picture. */
    public abstract Fingerprint of(DecodedImage image);
}
