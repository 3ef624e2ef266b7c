package hourglass.objective;

import hourglass.data.Batch;
import hourglass.matrix.Blas;
import hourglass.matrix.Block;
import hourglass.matrix.Elementwise;
import hourglass.matrix.SparseMatrix;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.model.RbmShape;
import hourglass.model.Units;
import hourglass.optim.GradientFunction;
import hourglass.random.CounterRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@link ContrastiveDivergence} on one batch: the Gibbs chains, and the statistics that they and the data give.
 *
 * <p>All matrices hold the data's rows first and then the chains', and the data's hidden means with a minus sign, so that
 * the difference of the two statistics is one matrix product; that of sparse data is one of its own.
 */
final class ContrastiveGradient implements GradientFunction, ThreadTeam.Task {
    /** The gradient is handed over in blocks of about this many numbers, which fit in a second-level cache. */
    private static final int GRADIENT_BLOCK = 1 << 17;

    private final RbmShape shape;
    private final int steps;
    private final ThreadTeam team;
    private final int n;
    private final int m;
    private final boolean persistent;
    private final boolean counts;
    private final boolean replicated;
    private final float[] states;
    private final float[] chainStates;
    /** The data's rows, then the chains'. */
    private final float[] visible;
    /** The means of the hidden units given those rows, each as the statistics weigh it. */
    private final float[] hidden;

    private final float[][] scratch;
    private final double[] errors;
    /** The words of each document, where the data are counts. */
    private final float[] lengths;
    /** Scratch of the threads for sparse products. */
    private final float[][][] sparseScratch;
    /** The transpose of sparse data. */
    private final SparseMatrix columns;

    /** The data without zeros; null where they are not sparse. */
    private @Nullable SparseMatrix nonZeros;

    private Block[] dataVisible = new Block[0];
    private Block[] dataHidden = new Block[0];
    private Block[] chainVisible = new Block[0];
    private Block[] chainHidden = new Block[0];
    private float[] parameters = new float[0];
    private float[] data = new float[0];
    private VectorSink sink = (from, length, values, offset) -> {};
    private long seed;
    private int rows;
    private int chains;

    /**
     * @param particles hidden states of the chains, if these persist; empty where they start at the data
     * @param capacity the largest batch, in rows
     */
    ContrastiveGradient(RbmShape shape, int steps, float[] particles, int capacity, ThreadTeam team) {
        this.shape = shape;
        this.steps = steps;
        this.team = team;
        this.n = shape.visible();
        this.m = shape.hidden();
        this.persistent = particles.length > 0;
        this.counts = shape.visibleUnits().isCount();
        this.replicated = shape.visibleUnits() == Units.REPLICATED_SOFTMAX;
        this.states = new float[Math.multiplyExact(capacity, m)];
        this.chainStates = persistent ? particles : states;
        this.chains = particles.length / m;
        this.scratch = new float[team.size()][Math.max(Block.pieceHeight(n, m, team.size(), GRADIENT_BLOCK) * m, n)];
        this.errors = new double[team.size()];
        this.lengths = new float[counts ? capacity : 0];
        this.sparseScratch = new float[team.size()][][];
        this.columns = new SparseMatrix(capacity);
        int all = Math.addExact(capacity, Math.max(capacity, chains));
        this.visible = new float[Math.multiplyExact(all, n)];
        this.hidden = new float[Math.multiplyExact(all, m)];
        Arrays.setAll(sparseScratch, part -> SparseMatrix.scratch(m));
    }

    void bind(Batch batch, long seed) {
        this.data = batch.values();
        this.seed = seed;
        boolean same = rows == batch.rows() && (nonZeros == null) == (batch.nonZeros() == null);
        rows = batch.rows();
        nonZeros = batch.nonZeros();
        if (nonZeros != null) {
            nonZeros.transpose(columns);
        }
        if (counts) {
            measure();
        }
        if (same) {
            return;
        }
        dataVisible = Block.all(rows, n, counts, team.size());
        dataHidden = Block.all(rows, m, nonZeros != null, team.size());
        chains = persistent ? chains : rows;
        chainVisible = Block.all(chains, n, counts, team.size());
        chainHidden = Block.all(chains, m, false, team.size());
    }

    private void measure() {
        for (int row = 0; row < rows; row++) {
            lengths[row] = nonZeros == null ? sum(row) : nonZeros.sum(row);
        }
    }

    private float sum(int row) {
        float sum = 0;
        for (int i = row * n; i < (row + 1) * n; i++) {
            sum += data[i];
        }
        return sum;
    }

    @Override
    public int dimension() {
        return shape.dimension();
    }

    @Override
    public int weightCount() {
        return shape.weightCount();
    }

    @Override
    public double gradient(float[] at, VectorSink sink) {
        this.parameters = at;
        this.sink = sink;
        team.run(this);
        double error = 0;
        for (double partError : errors) {
            error += partError;
        }
        return error / rows;
    }

    @Override
    public void run(int part, int parts) {
        int from = Block.start(rows, part, parts);
        System.arraycopy(data, from * n, visible, from * n, (Block.start(rows, part + 1, parts) - from) * n);
        dataHiddenMeans(part, dataHidden[part]);
        sampleHidden(0, dataHidden[part], states, 0);
        weigh(0, dataHidden[part], -1f / rows);
        team.barrier();
        visibleMeans(states, dataVisible[part]);
        errors[part] = squaredError(dataVisible[part], scratch[part]);
        runChains(part);
        team.barrier();
        // From here on nobody reads the parameters, so the sink may change them.
        weightGradient(part, parts);
        visibleBiasGradient(part, parts);
        hiddenBiasGradient(part, parts);
    }

    private void runChains(int part) {
        for (int step = 1; step <= steps; step++) {
            // The reconstruction, which is there already, is the first step of a chain from the data.
            if (persistent || step > 1) {
                team.barrier();
                visibleMeans(chainStates, chainVisible[part]);
            }
            if (persistent || steps > 1) {
                sampleVisible(chainVisible[part], scratch[part], 2 * step);
            }
            team.barrier();
            hiddenMeans(visible, rows, rows, chainHidden[part]);
            if (persistent || step < steps) {
                sampleHidden(rows, chainHidden[part], chainStates, 2 * step + 1);
            }
        }
        weigh(rows, chainHidden[part], 1f / chains);
    }

    private void dataHiddenMeans(int part, Block b) {
        if (nonZeros == null) {
            hiddenMeans(data, 0, 0, b);
            return;
        }
        nonZeros.multiply(b.rowFrom(), b.rowTo(), parameters, 0, m, hidden, b.rowFrom() * m, sparseScratch[part]);
        activateHidden(0, b);
    }

    /** A block of the hidden means, from row {@code to} on, given the rows of {@code source} from {@code row} on. */
    private void hiddenMeans(float[] source, int row, int to, Block b) {
        if (b.isEmpty()) {
            return;
        }
        int at = (row + b.rowFrom()) * n;
        int target = (to + b.rowFrom()) * m + b.from();
        Blas.multiply(b.height(), b.width(), n, source, at, n, parameters, b.from(), m, 0, hidden, target, m);
        activateHidden(to, b);
    }

    /** Makes means of a block of products, which begins {@code first} rows below the first one's. */
    private void activateHidden(int first, Block b) {
        int biases = shape.hiddenBiasOffset() + b.from();
        for (int row = b.rowFrom(); row < b.rowTo(); row++) {
            int at = (first + row) * m + b.from();
            if (replicated) {
                // The bias counts once for each word, of which the activation adds one.
                for (int i = 0; i < b.width(); i++) {
                    hidden[at + i] += (lengths[row] - 1) * parameters[biases + i];
                }
            }
            shape.hiddenUnits().mean().apply(hidden, at, b.width(), parameters, biases);
        }
    }

    /** A block of the visible means of the chains' rows given hidden states. */
    private void visibleMeans(float[] given, Block b) {
        if (b.isEmpty()) {
            return;
        }
        int at = b.rowFrom() * m;
        int target = (rows + b.rowFrom()) * n + b.from();
        Blas.multiplyTransposed(
                b.height(), b.width(), m, given, at, m, parameters, b.from() * m, m, 0, visible, target, n);
        for (int i = 0; i < b.height(); i++) {
            int biases = shape.visibleBiasOffset() + b.from();
            shape.visibleUnits().mean().apply(visible, target + i * n, b.width(), parameters, biases);
            if (counts) {
                Elementwise.scale(visible, target + i * n, b.width(), lengths[b.rowFrom() + i]);
            }
        }
    }

    private void sampleHidden(int firstRow, Block b, float[] target, int sequence) {
        long key = CounterRandom.key(seed, sequence);
        for (int row = b.rowFrom(); row < b.rowTo(); row++) {
            int at = row * m + b.from();
            shape.hiddenUnits().sample(key, at, hidden, firstRow * m + at, target, at, b.width());
        }
    }

    private void sampleVisible(Block b, float[] means, int sequence) {
        long key = CounterRandom.key(seed, sequence);
        for (int row = b.rowFrom(); row < b.rowTo(); row++) {
            int at = row * n + b.from();
            System.arraycopy(visible, rows * n + at, means, 0, b.width());
            shape.visibleUnits().sample(key, at, means, 0, visible, rows * n + at, b.width());
        }
    }

    private void weigh(int firstRow, Block b, float weight) {
        for (int row = b.rowFrom(); row < b.rowTo(); row++) {
            Elementwise.scale(hidden, (firstRow + row) * m + b.from(), b.width(), weight);
        }
    }

    /** The squared error of a block of the reconstruction, summed a column at a time. */
    private double squaredError(Block b, float[] sums) {
        Arrays.fill(sums, 0, b.width(), 0f);
        for (int row = b.rowFrom(); row < b.rowTo(); row++) {
            int at = row * n + b.from();
            addSquaredDifference(sums, data, at, visible, rows * n + at, b.width());
        }
        double sum = 0;
        for (int i = 0; i < b.width(); i++) {
            sum += sums[i];
        }
        return sum;
    }

    private void weightGradient(int part, int parts) {
        int end = Block.start(n, part + 1, parts);
        int step = Block.pieceHeight(n, m, team.size(), GRADIENT_BLOCK);
        for (int from = Block.start(n, part, parts); from < end; from += step) {
            int height = Math.min(step, end - from);
            float[] gradient = scratch[part];
            if (nonZeros == null) {
                Blas.transposedMultiply(height, m, rows + chains, visible, from, n, hidden, 0, m, 0, gradient, 0, m);
            } else {
                columns.multiply(from, from + height, hidden, 0, m, gradient, 0, sparseScratch[part]);
                Blas.transposedMultiply(
                        height, m, chains, visible, rows * n + from, n, hidden, rows * m, m, 1, gradient, 0, m);
            }
            sink.accept(from * m, height * m, gradient, 0);
        }
    }

    private void visibleBiasGradient(int part, int parts) {
        int from = Block.start(n, part, parts);
        int width = Block.start(n, part + 1, parts) - from;
        float[] total = scratch[part];
        Arrays.fill(total, 0, width, 0f);
        for (int row = 0; row < rows + chains; row++) {
            addScaled(total, row < rows ? -1f / rows : 1f / chains, visible, row * n + from, width);
        }
        sink.accept(shape.visibleBiasOffset() + from, width, total, 0);
    }

    private void hiddenBiasGradient(int part, int parts) {
        int from = Block.start(m, part, parts);
        int width = Block.start(m, part + 1, parts) - from;
        float[] total = scratch[part];
        Arrays.fill(total, 0, width, 0f);
        for (int row = 0; row < rows + chains; row++) {
            // As often as the bias counts.
            float factor = replicated ? lengths[row % rows] : 1f;
            addScaled(total, factor, hidden, row * m + from, width);
        }
        sink.accept(shape.hiddenBiasOffset() + from, width, total, 0);
    }

    private static void addScaled(float[] sums, float factor, float[] values, int at, int n) {
        for (int i = 0; i < n; i++) {
            sums[i] += factor * values[at + i];
        }
    }

    private static void addSquaredDifference(float[] sums, float[] a, int aAt, float[] b, int bAt, int n) {
        for (int i = 0; i < n; i++) {
            float difference = a[aAt + i] - b[bAt + i];
            sums[i] += difference * difference;
        }
    }
}
