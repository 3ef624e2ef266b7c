package hourglass.hashing;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.matrix.Blas;
import hourglass.matrix.ThreadTeam;
import java.util.Arrays;

/**
 * Sums of a Gaussian kernel around anchors: bit b of x is 1 where sum<sub>q</sub> w<sub>bq</sub> exp(-gamma |x - a<sub>q</sub>|<sup>2</sup>)
 * is above the bit's offset.
 *
 * @param columns of an item
 * @param anchors row-major, {@code columns} each; like all arrays not copied, must not be changed afterwards
 * @param weights row-major, one row of a weight for each anchor for each bit
 * @param offsets of each bit
 * @param gamma positive
 */
public record KernelHasher(int columns, float[] anchors, float[] weights, float[] offsets, double gamma)
        implements Hasher {
    public KernelHasher {
        if (columns < 1
                || anchors.length == 0
                || offsets.length == 0
                || anchors.length % columns != 0
                || weights.length != Math.multiplyExact(anchors.length / columns, offsets.length)
                || !(gamma > 0 && gamma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("%d bits of %d weights for anchors of %d columns in %d numbers, gamma %s"
                    .formatted(offsets.length, weights.length, columns, anchors.length, gamma));
        }
    }

    @Override
    public int visible() {
        return columns;
    }

    @Override
    public int codeSize() {
        return offsets.length;
    }

    /** The number of anchors. */
    public int anchorCount() {
        return anchors.length / columns;
    }

    @Override
    public Matrix encode(Rows data, ThreadTeam team) {
        int bits = codeSize();
        int m = anchorCount();
        return RowChunks.encode(data, columns, bits, team, (rows, count, codes, at) -> {
            float[] kernel = kernel(rows, count, anchors, columns, gamma);
            for (int row = 0; row < count; row++) {
                for (int bit = 0; bit < bits; bit++) {
                    codes[at + row * bits + bit] = -offsets[bit];
                }
            }
            Blas.multiplyTransposed(count, bits, m, kernel, 0, m, weights, 0, m, 1, codes, at, bits);
        });
    }

    /** exp(-gamma |x - a|^2) of each row, down, and anchor, across. */
    static float[] kernel(float[] rows, int count, float[] anchors, int columns, double gamma) {
        int m = anchors.length / columns;
        float[] kernel = new float[Math.multiplyExact(count, m)];
        Blas.multiplyTransposed(count, m, columns, rows, 0, columns, anchors, 0, columns, 0, kernel, 0, m);
        double[] squares = squares(rows, count, columns);
        double[] anchorSquares = squares(anchors, m, columns);
        for (int row = 0; row < count; row++) {
            for (int q = 0; q < m; q++) {
                double distance = squares[row] + anchorSquares[q] - 2.0 * kernel[row * m + q];
                kernel[row * m + q] = (float) Math.exp(-gamma * Math.max(0, distance));
            }
        }
        return kernel;
    }

    static double[] squares(float[] rows, int count, int columns) {
        double[] squares = new double[count];
        for (int i = 0; i < count * columns; i++) {
            squares[i / columns] += (double) rows[i] * rows[i];
        }
        return squares;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KernelHasher that
                && columns == that.columns
                && gamma == that.gamma
                && Arrays.equals(anchors, that.anchors)
                && Arrays.equals(weights, that.weights)
                && Arrays.equals(offsets, that.offsets);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(anchors) + Arrays.hashCode(weights);
    }
}
