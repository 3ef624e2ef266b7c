package hourglass.decomposition;

import hourglass.data.Rows;
import hourglass.matrix.Blas;
import hourglass.matrix.Block;
import hourglass.matrix.Qr;
import hourglass.matrix.SymmetricEigen;
import hourglass.matrix.ThreadTeam;
import hourglass.random.Seeds;
import java.util.SplittableRandom;

/**
 * How a few principal components of wide data are found without their covariances: a random subspace is turned towards
 * them by power iterations (N. Halko, P. G. Martinsson, J. A. Tropp, <i>Finding structure with randomness</i>, SIAM
 * Review 53, 2011: algorithm 4.4 on A', A being the centred rows, so that random numbers go with rows and the subspace,
 * Q, with columns).
 *
 * <p>The components are then the eigenvectors of Q'A'AQ, taken back by Q, which are the singular vectors of algorithm
 * 5.1 without a matrix of as many columns as there are rows. The error in a component shrinks by the ratio of the first
 * variance left out of the subspace to its own with every iteration.
 *
 * @param oversampling dimensions of the subspace beyond the code's, at least 0
 * @param iterations at least 0
 * @param seed of the first subspace
 */
public record SubspaceIteration(int oversampling, int iterations, long seed) {
    public SubspaceIteration {
        if (oversampling < 0 || iterations < 0) {
            throw new IllegalArgumentException("oversampling %d and %d iterations, but neither may be below 0"
                    .formatted(oversampling, iterations));
        }
    }

    /** Ten more dimensions and four iterations, enough where variances fall slowly too. */
    public static SubspaceIteration withSeed(long seed) {
        return new SubspaceIteration(10, 4, seed);
    }

    /**
     * The components that the data vary in, up to a number of them, fewer than rows and at most as many as columns.
     *
     * @param least how many these have to be
     */
    PrincipalComponents fit(Rows data, int codeSize, int least, ThreadTeam team) {
        int most = Math.min(data.columns(), data.count() - 1);
        Passes passes = new Passes(new RowStream(data), (int) Math.min((long) codeSize + oversampling, most), team);
        team.run(passes::gatherMoments);
        double[] columnVariances = passes.moments.variances(data.count());
        passes.mean = passes.moments.roundedMean();
        team.run((part, parts) -> passes.multiply(part, parts, passes::drawRows));
        for (int i = 0; i < iterations; i++) {
            passes.orthonormalize();
            team.run((part, parts) -> passes.multiply(part, parts, passes::projectRows));
        }
        passes.orthonormalize();
        team.run((part, parts) -> passes.multiply(part, parts, passes::projectRows));
        SymmetricEigen eigen =
                eigenvectorsWithin(passes.q, passes.y, data.columns(), passes.width, data.count(), codeSize);
        return PrincipalComponents.of(passes.mean, columnVariances, eigen, least);
    }

    /** Makes rows of Z for the batch that begins with row {@code from} of the data. */
    @FunctionalInterface
    private interface Factor {
        void make(int from, int rowFrom, int rowTo);
    }

    /** The buffers of passes over the data. */
    private final class Passes {
        private final RowStream stream;
        private final ThreadTeam team;
        private final int columns;
        private final int width;
        private final ColumnMoments moments;
        /** The right factor of a product A'Z: of a batch, row-major, {@code width} columns. */
        private final float[] z;
        /** Orthonormal columns, and A'Z: both row-major, {@code width} columns. */
        private float[] q;

        private float[] y;
        private float[] mean = new float[0];

        Passes(RowStream stream, int width, ThreadTeam team) {
            this.stream = stream;
            this.team = team;
            this.columns = stream.columns();
            this.width = width;
            this.moments = new ColumnMoments(columns);
            this.z = new float[Math.multiplyExact(stream.batch(), width)];
            this.q = new float[Math.multiplyExact(columns, width)];
            this.y = new float[q.length];
        }

        void gatherMoments(int part, int parts) {
            int begin = Block.start(columns, part, parts);
            int end = Block.start(columns, part + 1, parts);
            for (int from = 0; from < stream.count(); from += stream.batch()) {
                stream.read(from, part, parts);
                team.barrier();
                moments.addAndCentre(stream.values(), stream.size(from), from, begin, end);
                team.barrier();
            }
        }

        /** Y = A'Z: every thread makes its rows of Z and then, from all of them, its rows of Y. */
        void multiply(int part, int parts, Factor factor) {
            int begin = Block.start(columns, part, parts);
            int height = Block.start(columns, part + 1, parts) - begin;
            for (int from = 0; from < stream.count(); from += stream.batch()) {
                int size = stream.size(from);
                stream.readCentred(from, mean, part, parts);
                factor.make(from, Block.start(size, part, parts), Block.start(size, part + 1, parts));
                team.barrier();
                float beta = from == 0 ? 0 : 1;
                float[] a = stream.values();
                Blas.transposedMultiply(
                        height, width, size, a, begin, columns, z, 0, width, beta, y, begin * width, width);
                team.barrier();
            }
        }

        /** Normal random numbers, the same for a row of the data in batches of any size. */
        void drawRows(int from, int rowFrom, int rowTo) {
            for (int row = rowFrom; row < rowTo; row++) {
                SplittableRandom random = Seeds.random(seed, from + row);
                for (int i = 0; i < width; i++) {
                    z[row * width + i] = (float) random.nextGaussian();
                }
            }
        }

        /** Z = AQ. */
        void projectRows(int from, int rowFrom, int rowTo) {
            float[] a = stream.values();
            int rows = rowTo - rowFrom;
            Blas.multiply(
                    rows, width, columns, a, rowFrom * columns, columns, q, 0, width, 0, z, rowFrom * width, width);
        }

        void orthonormalize() {
            float[] next = y;
            y = q;
            q = next;
            Qr.orthonormalize(q, columns, width);
        }
    }

    /**
     * From Y = A'AQ: the leading eigenvectors and eigenvalues of A'A within the range of Q, over the number of rows.
     *
     * @param q columns x width, row-major, orthonormal columns; likewise {@code y}
     */
    static SymmetricEigen eigenvectorsWithin(float[] q, float[] y, int columns, int width, int rows, int codeSize) {
        double[] within = new double[width * width];
        for (int column = 0; column < columns; column++) {
            int at = column * width;
            for (int i = 0; i < width; i++) {
                for (int j = i; j < width; j++) {
                    within[i * width + j] += (double) q[at + i] * y[at + j];
                }
            }
        }
        for (int i = 0; i < within.length; i++) {
            within[i] /= rows;
        }
        SymmetricEigen eigen = SymmetricEigen.largest(within, width, codeSize);
        double[] vectors = new double[Math.multiplyExact(codeSize, columns)];
        for (int unit = 0; unit < codeSize; unit++) {
            for (int column = 0; column < columns; column++) {
                double sum = 0;
                for (int i = 0; i < width; i++) {
                    sum += eigen.vectors()[unit * width + i] * q[column * width + i];
                }
                vectors[unit * columns + column] = sum;
            }
        }
        return new SymmetricEigen(eigen.values(), vectors);
    }
}
