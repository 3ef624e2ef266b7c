package hourglass.perceptual;

import java.util.Arrays;

/** Which values are above their lower median: half of them, where no two are equal. */
final class MedianBits {
    private MedianBits() {}

    static long[] of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double median = sorted[(sorted.length - 1) / 2];
        long[] bits = new long[(values.length + 63) / 64];
        for (int i = 0; i < values.length; i++) {
            bits[i / 64] |= values[i] > median ? 1L << i : 0;
        }
        return bits;
    }
}
