package hourglass.optim;

/** Sums over whole parameter vectors, accumulated in double precision. */
final class Vectors {
    private Vectors() {}

    static double dot(float[] a, float[] b) {
        // Four sums, so that one addition need not wait for the one before.
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i <= a.length - 4; i += 4) {
            s0 += (double) a[i] * b[i];
            s1 += (double) a[i + 1] * b[i + 1];
            s2 += (double) a[i + 2] * b[i + 2];
            s3 += (double) a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += (double) a[i] * b[i];
        }
        return s0 + s1 + s2 + s3;
    }

    /** y = y + factor x. */
    static void addScaled(double factor, float[] x, float[] y) {
        float f = (float) factor;
        for (int i = 0; i < y.length; i++) {
            y[i] += f * x[i];
        }
    }

    /** target = x + factor direction. */
    static void move(float[] x, double factor, float[] direction, float[] target) {
        float f = (float) factor;
        for (int i = 0; i < x.length; i++) {
            target[i] = x[i] + f * direction[i];
        }
    }

    /** target = factor x. */
    static void scale(double factor, float[] x, float[] target) {
        float f = (float) factor;
        for (int i = 0; i < x.length; i++) {
            target[i] = f * x[i];
        }
    }

    /** target = a - b. */
    static void subtract(float[] a, float[] b, float[] target) {
        for (int i = 0; i < a.length; i++) {
            target[i] = a[i] - b[i];
        }
    }
}
