package hourglass.perceptual;

/**
 * The lowest frequencies of a square picture but 0, by the orthonormal discrete cosine transform (DCT-II: N. Ahmed, T. Natarajan,
 * K. R. Rao, <i>Discrete cosine transform</i>, IEEE Trans. Computers 23, 1974), as the two products of matrices that it is.
 */
final class CosineTransform {
    private final int side;
    private final int frequencies;
    /** A row for each frequency from 1 on. */
    private final double[] basis;

    /**
     * @param side of the picture
     * @param frequencies how many are wanted, each way
     */
    CosineTransform(int side, int frequencies) {
        this.side = side;
        this.frequencies = frequencies;
        this.basis = new double[frequencies * side];
        for (int f = 0; f < frequencies; f++) {
            for (int x = 0; x < side; x++) {
                basis[f * side + x] = Math.sqrt(2.0 / side) * Math.cos(Math.PI * (f + 1) * (2 * x + 1) / (2.0 * side));
            }
        }
    }

    /** The coefficients, those of a vertical frequency in a row. */
    double[] apply(float[] pixels) {
        double[] down = new double[frequencies * side];
        for (int f = 0; f < frequencies; f++) {
            for (int y = 0; y < side; y++) {
                double weight = basis[f * side + y];
                for (int x = 0; x < side; x++) {
                    down[f * side + x] += weight * pixels[y * side + x];
                }
            }
        }
        double[] coefficients = new double[frequencies * frequencies];
        for (int f = 0; f < frequencies; f++) {
            for (int g = 0; g < frequencies; g++) {
                double sum = 0;
                for (int x = 0; x < side; x++) {
                    sum += down[f * side + x] * basis[g * side + x];
                }
                coefficients[f * frequencies + g] = sum;
            }
        }
        return coefficients;
    }
}
