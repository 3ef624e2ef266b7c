package hourglass.decomposition;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.Transform;
import hourglass.matrix.Blas;
import hourglass.matrix.Block;
import hourglass.matrix.SymmetricEigen;
import hourglass.matrix.ThreadTeam;
import java.util.Arrays;

/**
 * Makes columns uncorrelated and their variances equal: y = (x - mean) W.
 *
 * <p>With U the eigenvectors and Lambda the eigenvalues of the covariances, W is U (Lambda + epsilon)^-1/2 for {@link
 * #pca}, whose columns go from the largest variance to the smallest, and U (Lambda + epsilon)^-1/2 U' for {@link #zca},
 * whose items stay closest to what they were (A. J. Bell, T. J. Sejnowski, Vision Research 37, 1997). The regulariser
 * epsilon leaves small variances, which are mostly noise, below 1: lambda / (lambda + epsilon).
 *
 * @param mean of each column; like all arrays not copied, must not be changed afterwards
 * @param forward W, row-major, as many rows and columns as mean
 * @param inverse of W, likewise
 */
public record Whitening(float[] mean, float[] forward, float[] inverse) implements Transform {
    /** Rows that are transformed at once, in the cache. */
    private static final int CHUNK = 64;

    public Whitening {
        long size = (long) mean.length * mean.length;
        if (mean.length == 0 || forward.length != size || inverse.length != size) {
            throw new IllegalArgumentException("%d columns, but matrices of %d and %d numbers"
                    .formatted(mean.length, forward.length, inverse.length));
        }
    }

    /**
     * Rotates to principal components and scales these.
     *
     * @param data read once, in order
     * @param epsilon at least 0, in squared units of the data; above 0 where columns depend on each other
     * @throws InputException if epsilon is 0 and the data do not vary in all directions
     */
    public static Whitening pca(Rows data, double epsilon, ThreadTeam team) {
        Directions directions = Directions.of(data, epsilon, team);
        int n = directions.mean.length;
        float[] forward = new float[n * n];
        float[] inverse = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int column = 0; column < n; column++) {
                forward[column * n + i] = (float) (directions.vectors[i * n + column] / directions.deviations[i]);
                inverse[i * n + column] = (float) (directions.vectors[i * n + column] * directions.deviations[i]);
            }
        }
        return new Whitening(directions.mean, forward, inverse);
    }

    /** As {@link #pca(Rows, double, ThreadTeam)}, on the threads of this process. */
    public static Whitening pca(Rows data, double epsilon) {
        return pca(data, epsilon, ThreadTeam.shared());
    }

    /** The same, rotated back to the columns of the data. */
    public static Whitening zca(Rows data, double epsilon, ThreadTeam team) {
        Directions directions = Directions.of(data, epsilon, team);
        return new Whitening(directions.mean, directions.symmetric(-1, team), directions.symmetric(1, team));
    }

    /** As {@link #zca(Rows, double, ThreadTeam)}, on the threads of this process. */
    public static Whitening zca(Rows data, double epsilon) {
        return zca(data, epsilon, ThreadTeam.shared());
    }

    @Override
    public void apply(float[] values, int offset, int rows) {
        float[] chunk = new float[Math.min(CHUNK, rows) * mean.length];
        for (int row = 0; row < rows; row += CHUNK) {
            int height = Math.min(CHUNK, rows - row);
            int at = offset + row * mean.length;
            for (int i = 0; i < height * mean.length; i++) {
                chunk[i] = values[at + i] - mean[i % mean.length];
            }
            multiply(chunk, height, forward, 0, values, at);
        }
    }

    @Override
    public void invert(float[] values, int offset, int rows) {
        float[] chunk = new float[Math.min(CHUNK, rows) * mean.length];
        for (int row = 0; row < rows; row += CHUNK) {
            int height = Math.min(CHUNK, rows - row);
            int at = offset + row * mean.length;
            System.arraycopy(values, at, chunk, 0, height * mean.length);
            for (int i = 0; i < height; i++) {
                System.arraycopy(mean, 0, values, at + i * mean.length, mean.length);
            }
            multiply(chunk, height, inverse, 1, values, at);
        }
    }

    private void multiply(float[] chunk, int height, float[] matrix, float beta, float[] target, int at) {
        int n = mean.length;
        Blas.multiply(height, n, n, chunk, 0, n, matrix, 0, n, beta, target, at, n);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Whitening that
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(forward, that.forward)
                && Arrays.equals(inverse, that.inverse);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(forward);
    }

    /** The directions in which data vary, one a row of vectors, and the deviations to divide by. */
    private record Directions(float[] mean, double[] vectors, double[] deviations) {
        static Directions of(Rows data, double epsilon, ThreadTeam team) {
            if (!(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY)) {
                throw new InputException(
                        "whitening",
                        "",
                        "epsilon %s is not 0 or more".formatted(epsilon),
                        "give a small number above 0");
            }
            Covariance covariance = Covariance.of(data, team);
            int n = data.columns();
            double[] variances = covariance.variances();
            SymmetricEigen eigen = SymmetricEigen.largest(covariance.values(), n, n);
            double[] deviations = new double[n];
            for (int i = 0; i < n; i++) {
                double variance = eigen.values()[i];
                if (epsilon == 0 && !ColumnMoments.resolves(variance, eigen.vectors(), i * n, variances)) {
                    throw new InputException(
                            "whitening",
                            "",
                            "epsilon is 0, but the %d columns vary in only %d directions".formatted(n, i),
                            "give an epsilon above 0");
                }
                deviations[i] = Math.sqrt(Math.max(variance, 0) + epsilon);
            }
            return new Directions(covariance.mean(), eigen.vectors(), deviations);
        }

        /** U deviations^power U', as a matrix times its transpose. */
        float[] symmetric(int power, ThreadTeam team) {
            int n = mean.length;
            float[] scaled = new float[n * n];
            for (int i = 0; i < n; i++) {
                double scale = Math.pow(deviations[i], 0.5 * power);
                for (int column = 0; column < n; column++) {
                    scaled[i * n + column] = (float) (vectors[i * n + column] * scale);
                }
            }
            float[] product = new float[n * n];
            team.run((part, parts) -> {
                int from = Block.start(n, part, parts);
                int height = Block.start(n, part + 1, parts) - from;
                Blas.transposedMultiply(height, n, n, scaled, from, n, scaled, 0, n, 0, product, from * n, n);
            });
            return product;
        }
    }
}
