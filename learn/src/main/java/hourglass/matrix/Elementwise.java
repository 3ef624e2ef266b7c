package hourglass.matrix;

/**
 * Functions of every element of a stretch of a row, in place.
 *
 * <p>Each is a few short loops over the stretch rather than one long one: the just-in-time compiler turns short loops
 * without branches into vector code, and a row stays in the first-level cache between them. NaN gives NaN, so that a
 * diverging run shows.
 */
public final class Elementwise {
    /** Beyond this the rational function for the hyperbolic tangent leaves -1..1. */
    private static final float TANH_RANGE = 7.905311f;
    /** 1.5 * 2^23: a number of moderate size, added to it, is rounded to an integer, which fills the lowest bits. */
    private static final float TO_INTEGER = 12582912f;

    private Elementwise() {}

    /** a = a + b. */
    public static void add(float[] a, int at, int n, float[] b, int bAt) {
        for (int i = 0; i < n; i++) {
            a[at + i] += b[bAt + i];
        }
    }

    /** a = a + b, both from {@code at} on. */
    public static void add(float[] a, float[] b, int at, int n) {
        for (int i = 0; i < n; i++) {
            a[at + i] += b[at + i];
        }
    }

    /** a = a * factor. */
    public static void scale(float[] a, int at, int n, float factor) {
        for (int i = 0; i < n; i++) {
            a[at + i] *= factor;
        }
    }

    /**
     * a = a / |a|, a vector of length 1; one of zeros stays.
     *
     * @return the length it had, summed in double precision; not finite if a number is not
     */
    public static double toUnitLength(float[] a, int at, int n) {
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += (double) a[at + i] * a[at + i];
        }
        // Double, since the inverse of a tiny length is beyond float.
        double length = Math.sqrt(squares);
        double factor = length == 0 ? 0 : 1 / length;
        for (int i = 0; i < n; i++) {
            a[at + i] = (float) (a[at + i] * factor);
        }
        return length;
    }

    /** a = max(a, 0). */
    public static void rectify(float[] a, int at, int n) {
        for (int i = 0; i < n; i++) {
            a[at + i] = Math.max(a[at + i], 0f);
        }
    }

    /** The hyperbolic tangent; absolute error below 5e-7. */
    public static void tanh(float[] a, int at, int n) {
        clamp(a, at, n, -TANH_RANGE, TANH_RANGE);
        for (int i = 0; i < n; i++) {
            a[at + i] = rationalTanh(a[at + i]);
        }
    }

    /** The logistic function 1 / (1 + exp(-a)); absolute error below 3e-7. */
    public static void sigmoid(float[] a, int at, int n) {
        clamp(a, at, n, -2 * TANH_RANGE, 2 * TANH_RANGE);
        for (int i = 0; i < n; i++) {
            a[at + i] = 0.5f * rationalTanh(0.5f * a[at + i]) + 0.5f;
        }
    }

    /** The exponential function of a clamped to -87..88; relative error below 3e-7. */
    public static void exp(float[] a, int at, int n) {
        clamp(a, at, n, -87f, 88f);
        for (int i = 0; i < n; i++) {
            a[at + i] = expByPowerOfTwo(a[at + i]);
        }
    }

    /**
     * The exponential function of numbers up to 0; absolute error below 3e-7, and exactly 0 below -20, so that there are no
     * denormal numbers, with which processors take their time. It is five times as fast as {@link #exp}, whose powers of two the
     * compiler makes one by one.
     */
    public static void expOfNegative(float[] a, int at, int n) {
        for (int i = 0; i < n; i++) {
            float r = Math.max(a[at + i], -20f) * (1f / 64);
            float q = r * (1f + r * (1f / 2 + r * (1f / 6 + r * (1f / 24 + r * (1f / 120 + r * (1f / 720))))));
            // With q = exp(r) - 1, q (2 + q) = exp(2 r) - 1 keeps the accuracy of q, as squares of exp(r) would not.
            q *= 2f + q;
            q *= 2f + q;
            q *= 2f + q;
            q *= 2f + q;
            q *= 2f + q;
            q *= 2f + q;
            a[at + i] = 1f + q;
        }
    }

    /** log(1 + exp(a)), the smooth rectifier: max(a, 0) - log sigmoid(|a|); error below 1e-6, absolute or relative. */
    public static void softplus(float[] a, int at, int n) {
        float range = 2 * TANH_RANGE;
        // What is farther from 0 than the range must still feel its addition or give infinity.
        clamp(a, at, n, -1e6f, Float.MAX_VALUE);
        for (int i = 0; i < n; i++) {
            float x = a[at + i];
            float size = Math.abs(x);
            // The smaller of size and range, written without a minimum, which would keep so long a loop scalar.
            float within = 0.5f * (size + range - Math.abs(size - range));
            a[at + i] = 0.5f * (x + size) + minusLog(0.5f * rationalTanh(0.5f * within) + 0.5f);
        }
    }

    /**
     * The cross-entropy log(1 + exp(a)) - x a of fractions x, added to {@code loss}; absolute error below 1e-6.
     *
     * @param a from {@code at} on, as is x; used up
     * @param s the sigmoid of a, from {@code at} on
     * @param loss from 0 on
     */
    public static void addCrossEntropy(float[] a, float[] s, float[] x, int at, int n, float[] loss) {
        for (int i = 0; i < n; i++) {
            float input = a[at + i];
            loss[i] += 0.5f * (input + Math.abs(input)) - x[at + i] * input;
        }
        for (int i = 0; i < n; i++) {
            a[at + i] = minusLog(Math.abs(s[at + i] - 0.5f) + 0.5f);
        }
        for (int i = 0; i < n; i++) {
            loss[i] += a[at + i];
        }
    }

    /** target = factor * (a - b), all from {@code at} on. */
    public static void scaledDifference(float[] a, float[] b, int at, int n, float factor, float[] target) {
        for (int i = 0; i < n; i++) {
            target[at + i] = factor * (a[at + i] - b[at + i]);
        }
    }

    private static void clamp(float[] a, int at, int n, float low, float high) {
        for (int i = 0; i < n; i++) {
            a[at + i] = Math.min(Math.max(a[at + i], low), high);
        }
    }

    /** An odd numerator of degree 13 over an even denominator of degree 6, with the minimax coefficients of Eigen. */
    private static float rationalTanh(float x) {
        float square = x * x;
        float p = -2.7607684e-16f;
        p = p * square + 2.000188e-13f;
        p = p * square - 8.604672e-11f;
        p = p * square + 5.1222973e-8f;
        p = p * square + 1.48572235e-5f;
        p = p * square + 6.3726195e-4f;
        p = p * square + 0.0048935246f;
        float q = 1.1982584e-6f;
        q = q * square + 1.1853471e-4f;
        q = q * square + 0.0022684347f;
        q = q * square + 0.004893525f;
        return x * p / q;
    }

    /**
     * exp(x) = 2^k exp(r) with k an integer and r within half of log 2, which is subtracted in two parts so that k log 2
     * is exact (W. J. Cody, W. Waite, Software Manual for the Elementary Functions, 1980, chapter 6).
     */
    private static float expByPowerOfTwo(float x) {
        float shifted = x * 1.442695f + TO_INTEGER;
        float k = shifted - TO_INTEGER;
        float r = x - k * (355f / 512) + k * 2.1219444e-4f;
        float p = 1f / 720;
        p = p * r + 1f / 120;
        p = p * r + 1f / 24;
        p = p * r + 1f / 6;
        p = p * r + 0.5f;
        p = p * r + 1f;
        p = p * r + 1f;
        return p * Float.intBitsToFloat((Float.floatToRawIntBits(shifted) + 127) << 23);
    }

    /** -log s for s in 1/2..1, where log s = 2 artanh((s - 1) / (s + 1)) converges fast. */
    private static float minusLog(float s) {
        float z = (s - 1f) / (s + 1f);
        float square = z * z;
        float series = 1f / 13;
        series = series * square + 1f / 11;
        series = series * square + 1f / 9;
        series = series * square + 1f / 7;
        series = series * square + 1f / 5;
        series = series * square + 1f / 3;
        series = series * square + 1f;
        return -2f * z * series;
    }
}
