package hourglass.bench;

import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import java.util.SplittableRandom;

/** Codes to search in: around centres, with each bit flipped by chance, as learnt ones are; or uniformly random. */
final class CodeSamples {
    private final int bits;
    private final double noise;
    private final SplittableRandom random;

    CodeSamples(int bits, double noise, long seed) {
        this.bits = bits;
        this.noise = noise;
        random = new SplittableRandom(seed);
    }

    BinaryCodes uniform(int count) {
        BinaryCodesBuilder codes = BinaryCodes.builder(bits);
        long[] code = new long[(bits + 63) / 64];
        for (int i = 0; i < count; i++) {
            for (int word = 0; word < code.length; word++) {
                code[word] = random.nextLong();
            }
            if (bits % 64 != 0) {
                code[code.length - 1] &= -1L >>> -bits;
            }
            codes.add(code);
        }
        return codes.build();
    }

    /** Each a centre drawn at random, with noise. */
    BinaryCodes near(BinaryCodes centres, int count) {
        long[] packed = new long[Math.multiplyExact(count, centres.words())];
        long[] code = new long[centres.words()];
        for (int i = 0; i < count; i++) {
            centres.read(random.nextInt(centres.count()), code);
            flip(code);
            System.arraycopy(code, 0, packed, i * code.length, code.length);
        }
        return BinaryCodes.of(bits, packed);
    }

    /** Goes from one flipped bit to the next, whose distances are geometrically distributed. */
    private void flip(long[] code) {
        if (noise == 0) {
            return;
        }
        double scale = 1 / Math.log1p(-noise);
        for (double bit = gap(scale); bit < bits; bit += 1 + gap(scale)) {
            code[(int) bit >> 6] ^= 1L << (int) bit;
        }
    }

    private double gap(double scale) {
        return Math.floor(Math.log1p(-random.nextDouble()) * scale);
    }
}
