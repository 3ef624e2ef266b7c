package hourglass.perceptual;

/** Pictures of one colour, whose hashes are those of rounding. */
final class Plainness {
    /** In grey levels of 256. */
    private static final float LEAST_CONTRAST = 2;

    private Plainness() {}

    /** 0 for pixels that are all nearly the same, else 100. */
    static int quality(float[] pixels) {
        float least = pixels[0];
        float most = pixels[0];
        for (float pixel : pixels) {
            least = Math.min(least, pixel);
            most = Math.max(most, pixel);
        }
        return most - least < LEAST_CONTRAST ? 0 : 100;
    }
}
