package hourglass.eval;

import hourglass.matrix.Qr;
import hourglass.matrix.SymmetricEigen;
import java.util.Arrays;

/**
 * The principal angles between two subspaces (C. Jordan, 1875; A. Björck, G. Golub, <i>Numerical methods for computing angles
 * between linear subspaces</i>, Mathematics of Computation 27, 1973): their cosines are the singular values of Q1' Q2 for
 * orthonormal bases Q1 and Q2.
 */
public final class SubspaceAngles {
    private SubspaceAngles() {}

    /**
     * The cosines of the angles, the largest first: all 1 for the same subspace, all 0 for orthogonal ones.
     *
     * @param first directions that span the first subspace, one a row, row-major; not changed
     * @param second as many for the second
     * @param columns of a direction
     */
    public static double[] cosines(float[] first, float[] second, int columns) {
        if (first.length != second.length || first.length % columns != 0) {
            throw new IllegalArgumentException("%d and %d numbers are not as many directions of %d columns"
                    .formatted(first.length, second.length, columns));
        }
        int count = first.length / columns;
        float[] q1 = basis(first, count, columns);
        float[] q2 = basis(second, count, columns);
        double[] product = new double[count * count];
        for (int row = 0; row < columns; row++) {
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < count; j++) {
                    product[i * count + j] += (double) q1[row * count + i] * q2[row * count + j];
                }
            }
        }
        double[] gram = new double[count * count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                for (int k = 0; k < count; k++) {
                    gram[i * count + j] += product[i * count + k] * product[j * count + k];
                }
            }
        }
        double[] squares = SymmetricEigen.largest(gram, count, count).values();
        return Arrays.stream(squares)
                .map(square -> Math.sqrt(Math.max(0, Math.min(1, square))))
                .toArray();
    }

    /** An orthonormal basis of the rows' span, as columns. */
    private static float[] basis(float[] directions, int count, int columns) {
        float[] transposed = new float[directions.length];
        for (int i = 0; i < directions.length; i++) {
            transposed[i % columns * count + i / columns] = directions[i];
        }
        Qr.orthonormalize(transposed, columns, count);
        return transposed;
    }
}
