package hourglass.codes;

import java.util.Arrays;

/**
 * Thresholds that turn real codes into binary ones: bit i is 1 where value i is above threshold i. Thresholds learnt from
 * some codes are applied to others.
 *
 * @param values one threshold for each bit, none of them NaN; not to be changed
 * @param unitLength whether a code is brought to length 1 first: its bits then tell of its direction alone, as cosines do
 */
public record Thresholds(float[] values, boolean unitLength) {
    /** Checks number and values. */
    public Thresholds {
        BinaryCodes.words(values.length);
        for (int i = 0; i < values.length; i++) {
            if (Float.isNaN(values[i])) {
                throw new IllegalArgumentException("threshold " + i + " is NaN");
            }
        }
    }

    /** Thresholds of codes as they are. */
    public Thresholds(float[] values) {
        this(values, false);
    }

    /** The same threshold for every bit, such as 0.5 for logistic units. */
    public static Thresholds same(int bits, float threshold) {
        BinaryCodes.words(bits);
        float[] values = new float[bits];
        Arrays.fill(values, threshold);
        return new Thresholds(values);
    }

    /**
     * The median of each value, so that every bit is 1 for half of these codes (or fewer, where values are equal).
     *
     * @param codes row after row, {@code bits} values each; at least one row
     */
    public static Thresholds median(int bits, float[] codes) {
        int count = rows(bits, codes);
        if (count == 0) {
            throw new IllegalArgumentException("there are no codes to take medians of");
        }
        float[] values = new float[bits];
        float[] column = new float[count];
        for (int bit = 0; bit < bits; bit++) {
            for (int i = 0; i < count; i++) {
                column[i] = codes[i * bits + bit];
            }
            Arrays.sort(column);
            float below = column[(count - 1) / 2];
            float above = column[count / 2];
            values[bit] = below == above ? below : below + (above - below) / 2;
        }
        return new Thresholds(values);
    }

    /**
     * The mean of each value over these codes, all brought to length 1, for codes that are compared by their cosines.
     *
     * @param codes row after row, {@code bits} finite values each; at least one row
     */
    public static Thresholds meanDirection(int bits, float[] codes) {
        int count = rows(bits, codes);
        if (count == 0) {
            throw new IllegalArgumentException("there are no codes to take means of");
        }
        double[] sums = new double[bits];
        for (int from = 0; from < codes.length; from += bits) {
            double length = length(codes, from, bits);
            for (int bit = 0; bit < bits && length > 0; bit++) {
                sums[bit] += codes[from + bit] / length;
            }
        }
        float[] values = new float[bits];
        for (int bit = 0; bit < bits; bit++) {
            values[bit] = (float) (sums[bit] / count);
        }
        return new Thresholds(values, true);
    }

    private static double length(float[] codes, int from, int bits) {
        double squares = 0;
        for (int i = from; i < from + bits; i++) {
            squares += (double) codes[i] * codes[i];
        }
        return Math.sqrt(squares);
    }

    /** The number of bits. */
    public int bits() {
        return values.length;
    }

    /**
     * The binary codes of real ones.
     *
     * @param codes row after row, as many values as there are bits each
     */
    public BinaryCodes apply(float[] codes) {
        int bits = values.length;
        int count = rows(bits, codes);
        int words = BinaryCodes.words(bits);
        long[] packed = new long[Math.multiplyExact(count, words)];
        for (int i = 0; i < count; i++) {
            pack(codes, i * bits, packed, i * words);
        }
        return BinaryCodes.of(bits, packed);
    }

    /** The longs of one binary code; the real one begins at an element of the values. */
    public void pack(float[] code, int from, long[] packed, int to) {
        Arrays.fill(packed, to, to + BinaryCodes.words(values.length), 0);
        double length = unitLength ? length(code, from, values.length) : 1;
        for (int bit = 0; bit < values.length; bit++) {
            if (code[from + bit] > values[bit] * length) {
                packed[to + (bit >> 6)] |= 1L << bit;
            }
        }
    }

    private static int rows(int bits, float[] codes) {
        BinaryCodes.words(bits);
        if (codes.length % bits != 0) {
            throw new IllegalArgumentException(
                    "%d values are not a whole number of codes of %d".formatted(codes.length, bits));
        }
        return codes.length / bits;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Thresholds that && unitLength == that.unitLength && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Boolean.hashCode(unitLength);
    }
}
