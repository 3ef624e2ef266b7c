package hourglass.codes;

import java.util.Random;

/** Codes for tests, the same for the same seed. */
final class Samples {
    private Samples() {}

    /**
     * Codes around some centres.
     *
     * @param centres how many; 0 for codes that are uniformly random
     * @param noise the probability with which a bit differs from that of the centre; 0 for duplicates
     */
    static BinaryCodes clustered(int bits, int count, int centres, double noise, long seed) {
        Random random = new Random(seed);
        long[][] centre = new long[Math.max(1, centres)][];
        for (int i = 0; i < centre.length; i++) {
            centre[i] = uniform(bits, random);
        }
        BinaryCodesBuilder codes = BinaryCodes.builder(bits);
        for (int i = 0; i < count; i++) {
            codes.add(
                    centres == 0 ? uniform(bits, random) : near(centre[random.nextInt(centres)], bits, noise, random));
        }
        return codes.build();
    }

    private static long[] uniform(int bits, Random random) {
        return near(new long[BinaryCodes.words(bits)], bits, 0.5, random);
    }

    /** A code with some of its bits flipped. */
    static long[] near(long[] code, int bits, double noise, Random random) {
        long[] near = code.clone();
        for (int bit = 0; bit < bits; bit++) {
            if (random.nextDouble() < noise) {
                near[bit >> 6] ^= 1L << bit;
            }
        }
        return near;
    }
}
