package hourglass.decomposition;

import hourglass.matrix.Blas;
import hourglass.matrix.Block;
import hourglass.matrix.ThreadTeam;
import java.util.Arrays;

/**
 * Sparse codes of items x, which are sums of a few atoms of a dictionary D: for each row
 *
 * <pre>{@code min over z of 1/2 |x - D z|^2 + lambda |z|_1 + alpha/2 |z - p|^2}</pre>
 *
 * <p>with p a prediction of the code, where there is one (alpha 0 for none: B. A. Olshausen, D. J. Field, Nature 381,
 * 1996). Each is found by coordinate descent, from any start, to where its objective is above the least possible by no
 * more than a given share of itself. A row's code depends on no other row but by rounding.
 *
 * <p>Methods that take a {@code part} are called by every thread of the team, within one task. Nothing is allocated in
 * them.
 */
public final class SparseCoder {
    /**
     * Closes the gap to where single precision surely can: objectives are within 1e-4 of the least possible, or, of items that
     * a code represents nearly all of, within 1e-5 of the item's own.
     */
    public static final double TOLERANCE = 1e-5;

    /** Rows of {@link #codes} that are solved at a time. */
    private static final int BATCH = 512;

    private final int columns;
    private final int atoms;
    private final float alpha;
    private final ThreadTeam team;
    private final float[] gram;
    private final float[][] gramRows;
    private final float[] correlations;
    private final float[] slopes;
    private final CoordinateDescent[] descents;
    private float[] dictionary = new float[0];

    /**
     * @param columns of an item
     * @param atoms of the dictionary
     * @param lambda the price of a code, above 0
     * @param alpha the pull of the prediction, at least 0
     * @param nonNegative whether codes must not have negative numbers
     * @param tolerance how far an objective may be above its minimum, as a share of itself, above 0
     * @param capacity the largest batch, in rows
     * @param team the threads that share the work
     */
    public SparseCoder(
            int columns,
            int atoms,
            double lambda,
            double alpha,
            boolean nonNegative,
            double tolerance,
            int capacity,
            ThreadTeam team) {
        if (!(lambda > 0) || !(alpha >= 0) || !(tolerance > 0)) {
            throw new IllegalArgumentException(
                    "lambda (%s) and the tolerance (%s) must be above 0, alpha (%s) at least 0"
                            .formatted(lambda, tolerance, alpha));
        }
        this.columns = columns;
        this.atoms = atoms;
        this.alpha = (float) alpha;
        this.team = team;
        this.gram = new float[Math.multiplyExact(atoms, atoms)];
        this.gramRows = new float[atoms][atoms];
        this.correlations = new float[Math.multiplyExact(capacity, atoms)];
        this.slopes = new float[correlations.length];
        this.descents = new CoordinateDescent[team.size()];
        Arrays.setAll(descents, part -> new CoordinateDescent(atoms, lambda, nonNegative, tolerance));
    }

    /**
     * The sparse codes of any number of items, without a prediction.
     *
     * @param dictionary one atom of norm 1 a row, row-major: the decoder's weights of a sparse decomposition
     * @param columns of an atom and of an item
     * @param items row-major
     * @param team the threads that share the work
     * @return row-major, as many columns as there are atoms
     */
    public static float[] codes(
            float[] dictionary, int columns, float[] items, double lambda, boolean nonNegative, ThreadTeam team) {
        int atoms = dictionary.length / columns;
        int rows = items.length / columns;
        int capacity = Math.min(rows, BATCH);
        SparseCoder coder =
                new SparseCoder(columns, atoms, lambda, 0, nonNegative, TOLERANCE, Math.max(1, capacity), team);
        float[] result = new float[Math.multiplyExact(rows, atoms)];
        float[] batch = new float[capacity * columns];
        float[] codes = new float[capacity * atoms];
        coder.setDictionary(dictionary);
        team.run((part, parts) -> coder.prepare(part));
        for (int from = 0; from < rows; from += capacity) {
            int count = Math.min(capacity, rows - from);
            System.arraycopy(items, from * columns, batch, 0, count * columns);
            Arrays.fill(codes, 0f);
            team.run((part, parts) -> coder.solve(part, batch, codes, codes, count));
            System.arraycopy(codes, 0, result, from * atoms, count * atoms);
        }
        return result;
    }

    /** As {@link #codes(float[], int, float[], double, boolean, ThreadTeam)}, on the threads of this process. */
    public static float[] codes(float[] dictionary, int columns, float[] items, double lambda, boolean nonNegative) {
        return codes(dictionary, columns, items, lambda, nonNegative, ThreadTeam.shared());
    }

    /**
     * Sets the dictionary; called by one thread, before the task.
     *
     * @param dictionary one atom of norm 1 a row, row-major; not copied, so it may be filled in the task
     */
    public void setDictionary(float[] dictionary) {
        if (dictionary.length != atoms * columns) {
            throw new IllegalArgumentException(
                    "%d numbers for %d atoms of %d columns".formatted(dictionary.length, atoms, columns));
        }
        this.dictionary = dictionary;
    }

    /** Makes what all rows need of the dictionary: all threads have crossed a barrier since it was filled, and now do. */
    public void prepare(int part) {
        int from = Block.start(atoms, part, team.size());
        int height = Block.start(atoms, part + 1, team.size()) - from;
        if (height > 0) {
            Blas.multiplyTransposed(
                    height,
                    atoms,
                    columns,
                    dictionary,
                    from * columns,
                    columns,
                    dictionary,
                    0,
                    columns,
                    0,
                    gram,
                    from * atoms,
                    atoms);
        }
        for (int j = from; j < from + height; j++) {
            System.arraycopy(gram, j * atoms, gramRows[j], 0, atoms);
            // The pull of the prediction is a quadratic, too.
            gramRows[j][j] += alpha;
            gram[j * atoms + j] += alpha;
        }
        team.barrier();
    }

    /** The rows of a batch that a thread solves, from this one up to that of the next part. */
    public int firstRow(int rows, int part) {
        return Block.start(rows, part, team.size());
    }

    /**
     * Solves the thread's rows.
     *
     * @param items row-major
     * @param predictions p, row-major; not read if alpha is 0
     * @param codes row-major: a start for each, then the solutions
     * @param rows in the batch
     */
    public void solve(int part, float[] items, float[] predictions, float[] codes, int rows) {
        int from = firstRow(rows, part);
        int height = firstRow(rows, part + 1) - from;
        if (height == 0) {
            return;
        }
        int at = from * atoms;
        int n = height * atoms;
        Blas.multiplyTransposed(
                height,
                atoms,
                columns,
                items,
                from * columns,
                columns,
                dictionary,
                0,
                columns,
                0,
                correlations,
                at,
                atoms);
        for (int i = at; alpha > 0 && i < at + n; i++) {
            correlations[i] += alpha * predictions[i];
        }
        for (int i = at; i < at + n; i++) {
            slopes[i] = -correlations[i];
        }
        Blas.multiply(height, atoms, atoms, codes, at, atoms, gram, 0, atoms, 1, slopes, at, atoms);
        for (int row = from; row < from + height; row++) {
            solve(descents[part], energy(items, predictions, row), codes, row * atoms);
        }
    }

    private void solve(CoordinateDescent descent, double energy, float[] codes, int at) {
        System.arraycopy(codes, at, descent.code, 0, atoms);
        System.arraycopy(slopes, at, descent.slope, 0, atoms);
        System.arraycopy(correlations, at, descent.correlation, 0, atoms);
        descent.run(gramRows, energy);
        System.arraycopy(descent.code, 0, codes, at, atoms);
    }

    /** The squared norm of an item and what its prediction adds. */
    private double energy(float[] items, float[] predictions, int row) {
        double sum = squares(items, row * columns, columns);
        return alpha == 0 ? sum : sum + alpha * squares(predictions, row * atoms, atoms);
    }

    private static double squares(float[] values, int at, int n) {
        double sum = 0;
        for (int i = at; i < at + n; i++) {
            sum += (double) values[i] * values[i];
        }
        return sum;
    }
}
