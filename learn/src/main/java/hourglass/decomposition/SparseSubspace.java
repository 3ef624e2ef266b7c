package hourglass.decomposition;

import hourglass.data.Rows;
import hourglass.matrix.Block;
import hourglass.matrix.Qr;
import hourglass.matrix.SparseMatrix;
import hourglass.matrix.ThreadTeam;
import hourglass.random.Seeds;
import java.util.SplittableRandom;

/**
 * {@link SubspaceIteration} for sparse rows A, not centred: Q is turned by A'A, batch after batch of rows, at a cost in
 * proportion to their non-zeros.
 */
final class SparseSubspace {
    private static final int BATCH = 8192;

    private final Rows rows;
    private final SubspaceIteration iteration;
    private final ThreadTeam team;
    private final int columns;
    /** A batch of rows, and its transpose. */
    private final SparseMatrix batch;

    private final SparseMatrix transpose;

    SparseSubspace(Rows rows, SubspaceIteration iteration, ThreadTeam team) {
        this.rows = rows;
        this.iteration = iteration;
        this.team = team;
        this.columns = rows.columns();
        this.batch = new SparseMatrix(columns);
        this.transpose = new SparseMatrix(Math.min(BATCH, rows.count()));
    }

    /**
     * The leading right singular vectors, as components about the origin: those that the rows extend in.
     *
     * @param least how many these have to be
     */
    PrincipalComponents components(int codeSize, int least) {
        int most = Math.min(columns, rows.count());
        int width = (int) Math.min((long) codeSize + iteration.oversampling(), most);
        float[] q = drawn(width);
        for (int i = 0; i <= iteration.iterations(); i++) {
            q = product(q, width);
            Qr.orthonormalize(q, columns, width);
        }
        float[] y = product(q, width);
        return PrincipalComponents.of(
                new float[columns],
                meanSquares(),
                SubspaceIteration.eigenvectorsWithin(q, y, columns, width, rows.count(), codeSize),
                least);
    }

    private float[] drawn(int width) {
        float[] q = new float[Math.multiplyExact(columns, width)];
        for (int column = 0; column < columns; column++) {
            SplittableRandom random = Seeds.random(iteration.seed(), column);
            for (int i = 0; i < width; i++) {
                q[column * width + i] = (float) random.nextGaussian();
            }
        }
        return q;
    }

    /** A'AQ. */
    private float[] product(float[] q, int width) {
        float[] y = new float[q.length];
        float[] z = new float[Math.multiplyExact(Math.min(BATCH, rows.count()), width)];
        for (int from = 0; from < rows.count(); from += BATCH) {
            read(from, Math.min(rows.count(), from + BATCH));
            team.run((part, parts) -> addProduct(q, z, y, width, part, parts));
        }
        return y;
    }

    private void read(int from, int to) {
        batch.clear();
        for (int row = from; row < to; row++) {
            rows.addNonZeros(row, batch);
        }
        batch.transpose(transpose);
    }

    /** A thread's part of the batch's Z = AQ, then, from all of it, its rows of Y += A'Z. */
    private void addProduct(float[] q, float[] z, float[] y, int width, int part, int parts) {
        float[][] scratch = SparseMatrix.scratch(width);
        int from = Block.start(batch.rows(), part, parts);
        batch.multiply(from, Block.start(batch.rows(), part + 1, parts), q, 0, width, z, from * width, scratch);
        team.barrier();
        float[] row = new float[width];
        for (int column = Block.start(columns, part, parts); column < Block.start(columns, part + 1, parts); column++) {
            transpose.multiply(column, column + 1, z, 0, width, row, 0, scratch);
            for (int i = 0; i < width; i++) {
                y[column * width + i] += row[i];
            }
        }
    }

    private double[] meanSquares() {
        double[] squares = new double[columns];
        for (int row = 0; row < rows.count(); row++) {
            batch.clear();
            rows.addNonZeros(row, batch);
            for (int i = 0; i < batch.start(1); i++) {
                float value = batch.values()[i];
                squares[batch.indices()[i]] += (double) value * value / rows.count();
            }
        }
        return squares;
    }
}
