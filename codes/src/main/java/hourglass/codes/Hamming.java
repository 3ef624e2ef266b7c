package hourglass.codes;

/** The Hamming distance: the number of bits in which two codes differ. */
public final class Hamming {
    private Hamming() {}

    /** The distance of two codes of up to 64 bits. */
    public static int distance(long a, long b) {
        return Long.bitCount(a ^ b);
    }

    /** The distance of two codes of as many longs. */
    public static int distance(long[] a, long[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("codes of " + a.length + " and " + b.length + " longs differ in length");
        }
        return distance(a, 0, b);
    }

    /** The distance of the code that begins at an element of the first to the whole second. */
    static int distance(long[] a, int from, long[] b) {
        int distance = 0;
        for (int i = 0; i < b.length; i++) {
            distance += Long.bitCount(a[from + i] ^ b[i]);
        }
        return distance;
    }
}
