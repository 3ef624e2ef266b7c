package hourglass.perceptual;

/**
 * The perceptual hash of a picture.
 *
 * @param code its bits, bit i being bit {@code i % 64} of long {@code i / 64}; not to be changed
 * @param quality how much detail it stands for, from 0 to 100
 */
public record Fingerprint(long[] code, int quality) {
    /**
     * With less, different pictures have near codes: PDQ's paper discards such codes. The other hashes have 0 for a picture
     * of one colour, else 100.
     */
    public static final int LEAST_QUALITY = 50;

    /** Whether the picture has enough detail to be compared. */
    public boolean isReliable() {
        return quality >= LEAST_QUALITY;
    }
}
