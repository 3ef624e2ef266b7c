package hourglass.objective;

import hourglass.matrix.Block;
import hourglass.matrix.SparseMatrix;
import hourglass.random.CounterRandom;
import org.jspecify.annotations.Nullable;

/** A batch as a network gets it: with 0 for what is missing, corrupted, and with the emphasis of each component. */
final class NoisyInput {
    private final Corruption corruption;
    private final Emphasis emphasis;
    private final int columns;
    private final float[] corrupted;
    /** The batch with 0 for what is missing; empty where nothing can be. */
    private final float[] complete;
    /** How much each component of the batch counts; empty where all count alike. */
    private final float[] emphases;
    /** What is left of sparse input after masking. */
    private final @Nullable SparseMatrix masked;

    private float[] clean = new float[0];
    private @Nullable SparseMatrix nonZeros;
    private int rows;
    private long seed;

    /**
     * @param missing whether a component may be missing, which is NaN
     * @param capacity the largest batch, in rows
     */
    NoisyInput(Regularization regularization, int columns, boolean missing, int capacity) {
        this.corruption = regularization.corruption();
        this.emphasis = regularization.emphasis();
        this.columns = columns;
        int inputs = Math.multiplyExact(capacity, columns);
        this.corrupted = new float[corruption.isNone() ? 0 : inputs];
        this.complete = new float[missing ? inputs : 0];
        this.emphases = new float[emphasis.isEqual() && !missing ? 0 : inputs];
        this.masked = corruption instanceof Corruption.Masking ? new SparseMatrix(columns) : null;
    }

    /**
     * Takes a batch.
     *
     * @param sparse the batch again, without zeros, if it is known like that
     */
    void bind(float[] input, @Nullable SparseMatrix sparse, int rows, long seed) {
        this.clean = input;
        this.rows = rows;
        this.seed = seed;
        this.nonZeros = corruption.isNone() && complete.length == 0 ? sparse : null;
        if (sparse != null && masked != null && complete.length == 0) {
            masked.copy(sparse);
            this.nonZeros = masked;
        }
    }

    /** Whether there is anything to draw for a batch. */
    boolean isDrawn() {
        return corrupted.length > 0 || complete.length > 0;
    }

    /** A thread's part of what is random or missing. */
    void draw(int part, int parts) {
        int from = Block.start(rows, part, parts) * columns;
        int n = Block.start(rows, part + 1, parts) * columns - from;
        long key = CounterRandom.key(seed, 0);
        if (complete.length > 0) {
            for (int i = from; i < from + n; i++) {
                complete[i] = Float.isNaN(clean[i]) ? 0 : clean[i];
            }
        }
        if (corrupted.length > 0) {
            corruption.apply(key, from, complete.length > 0 ? complete : clean, from, n, corrupted);
        }
        if (nonZeros != null && nonZeros == masked) {
            masked.refresh(Block.start(rows, part, parts), Block.start(rows, part + 1, parts), corrupted);
        }
        if (emphases.length > 0) {
            drawEmphases(key, from, n);
        }
    }

    private void drawEmphases(long key, int from, int n) {
        float intact = (float) emphasis.intact();
        float rise = (float) emphasis.corrupted() - intact;
        corruption.picks(key, from, emphases, from, n);
        for (int i = from; i < from + n; i++) {
            emphases[i] = Float.isNaN(clean[i]) ? 0 : intact + rise * emphases[i];
        }
    }

    /** The batch, row-major. */
    float[] values() {
        return corrupted.length > 0 ? corrupted : complete.length > 0 ? complete : clean;
    }

    /** The batch without zeros, if it is known like that. */
    @Nullable
    SparseMatrix nonZeros() {
        return nonZeros;
    }

    /** What the outputs are compared with, for targets that may be missing. */
    float[] targets(float[] given) {
        return complete.length > 0 ? complete : given;
    }

    /** The emphasis of each component; empty where all count alike. */
    float[] emphases() {
        return emphases;
    }
}
