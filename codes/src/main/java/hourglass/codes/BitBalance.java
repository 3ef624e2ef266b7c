package hourglass.codes;

/**
 * How balanced the bits of codes are: a bit says most where it is 1 for half of the codes.
 *
 * @param shares the share of codes for which each bit is 1, 0 to 1; NaN where there are no codes
 */
public record BitBalance(double[] shares) {
    /** Counts the bits of all codes. */
    public static BitBalance of(BinaryCodes codes) {
        double[] shares = new double[codes.bits()];
        long[] code = new long[codes.words()];
        for (int item = 0; item < codes.count(); item++) {
            codes.read(item, code);
            for (int word = 0; word < code.length; word++) {
                for (long rest = code[word]; rest != 0; rest &= rest - 1) {
                    shares[(word << 6) + Long.numberOfTrailingZeros(rest)]++;
                }
            }
        }
        for (int bit = 0; bit < shares.length; bit++) {
            shares[bit] /= codes.count();
        }
        return new BitBalance(shares);
    }

    /** The mean over the bits of |share - 0.5|: 0 where all are balanced, 0.5 where none ever changes. */
    public double meanDeviation() {
        double sum = 0;
        for (double share : shares) {
            sum += Math.abs(share - 0.5);
        }
        return sum / shares.length;
    }

    /** How many bits are the same for all codes. */
    public int constantBits() {
        int constant = 0;
        for (double share : shares) {
            if (share == 0 || share == 1) {
                constant++;
            }
        }
        return constant;
    }
}
