package hourglass.hashing;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.matrix.Blas;
import hourglass.matrix.ThreadTeam;
import java.util.Arrays;

/**
 * A bit for each of some hyperplanes: on which side of it the item lies. With m the mean and w<sub>b</sub> a direction, bit b of x is
 * 1 where w<sub>b</sub>'(x - m) is above 0; an item at m itself has the code 0.
 *
 * @param mean a point that all hyperplanes go through; like all arrays not copied, must not be changed afterwards
 * @param directions row-major, one row of {@code mean.length} columns for each bit
 */
public record LinearHasher(float[] mean, float[] directions) implements Hasher {
    public LinearHasher {
        if (mean.length == 0 || directions.length == 0 || directions.length % mean.length != 0) {
            throw new IllegalArgumentException(
                    "directions of %d columns in %d numbers".formatted(mean.length, directions.length));
        }
    }

    @Override
    public int visible() {
        return mean.length;
    }

    @Override
    public int codeSize() {
        return directions.length / mean.length;
    }

    @Override
    public Matrix encode(Rows data, ThreadTeam team) {
        int n = mean.length;
        int bits = codeSize();
        return RowChunks.encode(data, n, bits, team, (rows, count, codes, at) -> {
            for (int row = 0; row < count; row++) {
                for (int column = 0; column < n; column++) {
                    rows[row * n + column] -= mean[column];
                }
            }
            Blas.multiplyTransposed(count, bits, n, rows, 0, n, directions, 0, n, 0, codes, at, bits);
        });
    }

    /**
     * The same hyperplanes' combinations.
     *
     * @param rotation this code's size x bits, row-major: y becomes y R
     */
    LinearHasher rotated(float[] rotation, int bits) {
        int n = mean.length;
        float[] rotated = new float[Math.multiplyExact(bits, n)];
        Blas.transposedMultiply(bits, n, codeSize(), rotation, 0, bits, directions, 0, n, 0, rotated, 0, n);
        return new LinearHasher(mean, rotated);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinearHasher that
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(directions, that.directions);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(directions);
    }
}
