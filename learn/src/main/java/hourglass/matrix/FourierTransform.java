package hourglass.matrix;

/**
 * The discrete Fourier transform of square pictures whose side is a power of 2 (J. W. Cooley, J. W. Tukey, <i>An algorithm for
 * the machine calculation of complex Fourier series</i>, Mathematics of Computation 19, 1965), in place, real and imaginary
 * parts apart.
 */
public final class FourierTransform {
    private final int side;
    private final double[] cosines;
    private final double[] sines;

    /** @param side of the pictures in pixels, a power of 2 */
    public FourierTransform(int side) {
        if (Integer.bitCount(side) != 1) {
            throw new IllegalArgumentException("a side is a power of 2, not " + side);
        }
        this.side = side;
        this.cosines = new double[side / 2];
        this.sines = new double[side / 2];
        for (int i = 0; i < side / 2; i++) {
            cosines[i] = Math.cos(2 * Math.PI * i / side);
            sines[i] = Math.sin(2 * Math.PI * i / side);
        }
    }

    /** From places to frequencies. */
    public void forward(double[] real, double[] imaginary) {
        square(real, imaginary, -1);
    }

    /** From frequencies to places. */
    public void inverse(double[] real, double[] imaginary) {
        square(real, imaginary, 1);
        double share = 1.0 / (side * side);
        for (int i = 0; i < real.length; i++) {
            real[i] *= share;
            imaginary[i] *= share;
        }
    }

    private void square(double[] real, double[] imaginary, int sign) {
        for (int i = 0; i < side; i++) {
            line(real, imaginary, i * side, 1, sign);
        }
        for (int i = 0; i < side; i++) {
            line(real, imaginary, i, side, sign);
        }
    }

    private void line(double[] real, double[] imaginary, int start, int stride, int sign) {
        for (int i = 0; i < side; i++) {
            int j = Integer.reverse(i) >>> (Integer.numberOfLeadingZeros(side) + 1);
            if (j > i) {
                swap(real, start + i * stride, start + j * stride);
                swap(imaginary, start + i * stride, start + j * stride);
            }
        }
        for (int half = 1; half < side; half *= 2) {
            int step = side / (2 * half);
            for (int first = 0; first < side; first += 2 * half) {
                for (int k = 0; k < half; k++) {
                    double cosine = cosines[k * step];
                    double sine = sign * sines[k * step];
                    int one = start + (first + k) * stride;
                    int other = one + half * stride;
                    double turnedReal = real[other] * cosine - imaginary[other] * sine;
                    double turnedImaginary = real[other] * sine + imaginary[other] * cosine;
                    real[other] = real[one] - turnedReal;
                    imaginary[other] = imaginary[one] - turnedImaginary;
                    real[one] += turnedReal;
                    imaginary[one] += turnedImaginary;
                }
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
