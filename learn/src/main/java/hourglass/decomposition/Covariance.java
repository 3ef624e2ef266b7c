package hourglass.decomposition;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.matrix.Blas;
import hourglass.matrix.Block;
import hourglass.matrix.ThreadTeam;

/**
 * Means and covariances of the columns of rows that are read once; memory is one batch and one matrix of covariances.
 *
 * <p>Products of a batch, centred on its own mean, are single precision; their sums over batches are double.
 */
final class Covariance implements ThreadTeam.Task {
    /** 2 GiB of covariances. */
    private static final int MOST_COLUMNS = 16_384;
    /** Rows of the matrix that a thread makes at once: their products stay in its cache until they are summed. */
    private static final int PANEL = 64;
    /** Rows of a batch whose products are summed in single precision: its errors grow with them. */
    private static final int SINGLE = 256;

    private final RowStream stream;
    private final ThreadTeam team;
    private final int columns;
    private final ColumnMoments moments;
    private final double[] values;

    private Covariance(RowStream stream, ThreadTeam team) {
        this.stream = stream;
        this.team = team;
        this.columns = stream.columns();
        this.moments = new ColumnMoments(columns);
        this.values = new double[Math.multiplyExact(columns, columns)];
    }

    static Covariance of(Rows rows, ThreadTeam team) {
        if (rows.columns() > MOST_COLUMNS) {
            throw new InputException(
                    "data",
                    "",
                    "have %d columns, and a matrix of their covariances takes at most %d"
                            .formatted(rows.columns(), MOST_COLUMNS),
                    "give fewer columns");
        }
        return of(new RowStream(rows), team);
    }

    static Covariance of(RowStream stream, ThreadTeam team) {
        Covariance covariance = new Covariance(stream, team);
        team.run(covariance);
        return covariance;
    }

    float[] mean() {
        return moments.roundedMean();
    }

    double[] variances() {
        return moments.variances(stream.count());
    }

    /** The matrix, row-major, of which the upper triangle is set. */
    double[] values() {
        return values;
    }

    @Override
    public void run(int part, int parts) {
        int begin = triangleStart(part, parts);
        int end = triangleStart(part + 1, parts);
        float[] products = new float[PANEL * columns];
        for (int from = 0; from < stream.count(); from += stream.batch()) {
            int size = stream.size(from);
            stream.read(from, part, parts);
            team.barrier();
            moments.addAndCentre(
                    stream.values(),
                    size,
                    from,
                    Block.start(columns, part, parts),
                    Block.start(columns, part + 1, parts));
            team.barrier();
            for (int row = begin; row < end; row += PANEL) {
                addPanel(row, Math.min(PANEL, end - row), products, size, from);
            }
            team.barrier();
        }
        for (int i = begin * columns; i < end * columns; i++) {
            values[i] /= stream.count();
        }
    }

    /** Where a part's rows begin, such that every part has the same area of the upper triangle. */
    private int triangleStart(int part, int parts) {
        return (int) Math.round(columns * (1 - Math.sqrt(1 - (double) part / parts)));
    }

    private void addPanel(int top, int height, float[] products, int size, int before) {
        int width = columns - top;
        float[] batch = stream.values();
        for (int from = 0; from < size; from += SINGLE) {
            int k = Math.min(SINGLE, size - from);
            int at = from * columns + top;
            Blas.transposedMultiply(height, width, k, batch, at, columns, batch, at, columns, 0, products, 0, width);
            for (int row = 0; row < height; row++) {
                add(products, row * width + row, (top + row) * columns + top + row, width - row);
            }
        }
        double weight = ColumnMoments.weightOfShift(size, before);
        double[] shift = moments.shift();
        for (int row = top; row < top + height; row++) {
            for (int column = row; column < columns; column++) {
                values[row * columns + column] += weight * shift[row] * shift[column];
            }
        }
    }

    private void add(float[] products, int productsAt, int at, int n) {
        for (int i = 0; i < n; i++) {
            values[at + i] += products[productsAt + i];
        }
    }
}
