package hourglass.matrix;

/**
 * Sums and minima of a stretch of a row. The language fixes the order of additions, so one running sum waits for each of them;
 * eight that take turns do not.
 */
public final class Reduction {
    private static final int LANES = 8;

    private Reduction() {}

    /** The sum of {@code n} numbers from {@code at} on. */
    public static double sum(float[] a, int at, int n) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int end = at + n;
        int i = at;
        for (; i <= end - LANES; i += LANES) {
            s0 += a[i];
            s1 += a[i + 1];
            s2 += a[i + 2];
            s3 += a[i + 3];
            s4 += a[i + 4];
            s5 += a[i + 5];
            s6 += a[i + 6];
            s7 += a[i + 7];
        }
        double sum = (double) s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
        for (; i < end; i++) {
            sum += a[i];
        }
        return sum;
    }

    /** The least of {@code n} numbers from {@code at} on, infinite if there are none, NaN if one of them is. */
    public static float min(float[] a, int at, int n) {
        float m0 = Float.POSITIVE_INFINITY;
        float m1 = m0;
        float m2 = m0;
        float m3 = m0;
        int end = at + n;
        int i = at;
        for (; i <= end - LANES; i += LANES) {
            m0 = Math.min(m0, Math.min(a[i], a[i + 4]));
            m1 = Math.min(m1, Math.min(a[i + 1], a[i + 5]));
            m2 = Math.min(m2, Math.min(a[i + 2], a[i + 6]));
            m3 = Math.min(m3, Math.min(a[i + 3], a[i + 7]));
        }
        float min = Math.min(Math.min(m0, m1), Math.min(m2, m3));
        for (; i < end; i++) {
            min = Math.min(min, a[i]);
        }
        return min;
    }
}
