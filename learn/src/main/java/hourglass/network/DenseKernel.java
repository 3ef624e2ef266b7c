package hourglass.network;

import hourglass.matrix.Blas;
import hourglass.matrix.Block;
import hourglass.matrix.Elementwise;
import hourglass.matrix.SparseMatrix;
import hourglass.matrix.VectorSink;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link DenseLayer} on a batch. The thread that makes a block of a product also applies the activation to it, or hands
 * the block of the gradient to the update, while it is in its cache.
 */
final class DenseKernel implements LayerKernel {
    /** A gradient is handed over in blocks of about this many numbers, which fit in a second-level cache. */
    private static final int GRADIENT_BLOCK = 1 << 17;

    private final DenseLayer layer;
    private final int index;
    private final Activations activations;
    private final int capacity;
    private final int parts;
    private final int gradientRows;
    /** The layer that uses this layer's weights transposed, or -1. */
    private final int mirror;
    /** Whether what the layer below does with its inputs needs whole rows. */
    private final boolean wholeRowsBelow;

    private final LayerBlocks blocks;
    /** The input without zeros; null unless this is the first layer and the input is sparse. */
    private @Nullable SparseMatrix nonZeros;
    /** Its transpose, once there has been such an input and its gradient may be wanted. */
    private @Nullable SparseMatrix columns;
    /** Scratch of the threads for sparse products. */
    private float[][][] scratch = new float[0][][];

    DenseKernel(List<Layer> layers, int index, Activations activations, int capacity, int parts) {
        this.layer = (DenseLayer) layers.get(index);
        this.index = index;
        this.activations = activations;
        this.capacity = capacity;
        this.parts = parts;
        // Every block packs the batch's deltas again: with many rows that costs more than the cache saves.
        int size = capacity < 512 ? GRADIENT_BLOCK : 4 * GRADIENT_BLOCK;
        this.gradientRows = Block.pieceHeight(layer.inputs(), layer.outputs(), parts, size);
        this.mirror = mirror(layers);
        this.wholeRowsBelow = index > 0 && layers.get(index - 1).activation().needsWholeRows();
        this.blocks = new LayerBlocks(layer, parts);
    }

    private int mirror(List<Layer> layers) {
        for (int i = 0; i < layers.size(); i++) {
            if (!layer.transposed()
                    && layers.get(i).transposed()
                    && layers.get(i).weightOffset() == layer.weightOffset()) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int scratchSize() {
        return activations.withGradient() ? Math.max(gradientRows * layer.outputs(), layer.outputs()) : 0;
    }

    @Override
    public void prepare() {
        SparseMatrix sparse = index == 0 && !layer.transposed() ? activations.nonZeros() : null;
        if (sparse != null) {
            prepareSparse(sparse);
        }
        nonZeros = sparse;
        blocks.resize(
                activations.rows(),
                wholeRowsBelow,
                sparse != null || layer.activation().needsWholeRows());
    }

    private void prepareSparse(SparseMatrix sparse) {
        if (scratch.length == 0) {
            scratch = new float[parts][][];
            Arrays.setAll(scratch, part -> SparseMatrix.scratch(layer.outputs()));
        }
        if (activations.withGradient()) {
            if (columns == null) {
                columns = new SparseMatrix(capacity);
            }
            sparse.transpose(columns);
        }
    }

    @Override
    public LayerBlocks blocks() {
        return blocks;
    }

    @Override
    public float[] outputBiases() {
        return activations.parameters();
    }

    @Override
    public int outputBiasOffset() {
        return layer.biasOffset();
    }

    @Override
    public void forward(int part, boolean activated) {
        Block b = blocks.output(part);
        if (b.isEmpty()) {
            return;
        }
        if (nonZeros != null) {
            nonZeros.multiply(
                    b.rowFrom(),
                    b.rowTo(),
                    activations.parameters(),
                    layer.weightOffset(),
                    layer.outputs(),
                    activations.output(0),
                    b.rowFrom() * layer.outputs(),
                    scratch[part]);
        } else {
            product(b);
        }
        if (activated) {
            activate(b);
        }
    }

    private void product(Block b) {
        int k = layer.inputs();
        int n = layer.outputs();
        float[] w = activations.parameters();
        float[] x = activations.input(index);
        float[] y = activations.output(index);
        int xAt = b.rowFrom() * k;
        int yAt = b.rowFrom() * n + b.from();
        if (layer.transposed()) {
            int wAt = layer.weightOffset() + b.from() * k;
            Blas.multiplyTransposed(b.height(), b.width(), k, x, xAt, k, w, wAt, k, 0, y, yAt, n);
        } else {
            int wAt = layer.weightOffset() + b.from();
            Blas.multiply(b.height(), b.width(), k, x, xAt, k, w, wAt, n, 0, y, yAt, n);
        }
    }

    private void activate(Block b) {
        float[] y = activations.output(index);
        int biasAt = layer.biasOffset() + b.from();
        for (int row = b.rowFrom(); row < b.rowTo(); row++) {
            int at = row * layer.outputs() + b.from();
            layer.activation().apply(y, at, b.width(), activations.parameters(), biasAt);
        }
    }

    @Override
    public void backward(int part, boolean toInputs) {
        Block b = blocks.input(part);
        if (!toInputs || b.isEmpty()) {
            return;
        }
        int k = layer.inputs();
        int n = layer.outputs();
        float[] w = activations.parameters();
        float[] delta = activations.delta(index);
        float[] below = activations.delta(index - 1);
        int dAt = b.rowFrom() * n;
        int belowAt = b.rowFrom() * k + b.from();
        if (layer.transposed()) {
            int wAt = layer.weightOffset() + b.from();
            Blas.multiply(b.height(), b.width(), n, delta, dAt, n, w, wAt, k, 0, below, belowAt, k);
        } else {
            int wAt = layer.weightOffset() + b.from() * n;
            Blas.multiplyTransposed(b.height(), b.width(), n, delta, dAt, n, w, wAt, n, 0, below, belowAt, k);
        }
    }

    @Override
    public void gradient(int part, VectorSink sink) {
        if (!layer.transposed()) {
            weightGradient(part, sink);
        }
        biasGradient(part, sink);
    }

    private void weightGradient(int part, VectorSink sink) {
        int k = layer.inputs();
        int n = layer.outputs();
        float[] x = activations.input(index);
        float[] delta = activations.delta(index);
        float[] gradient = activations.scratch(part);
        int end = Block.start(k, part + 1, parts);
        for (int from = Block.start(k, part, parts); from < end; from += gradientRows) {
            int m = Math.min(gradientRows, end - from);
            if (nonZeros != null && columns != null) {
                columns.multiply(from, from + m, delta, 0, n, gradient, 0, scratch[part]);
            } else {
                Blas.transposedMultiply(m, n, activations.rows(), x, from, k, delta, 0, n, 0, gradient, 0, n);
            }
            if (mirror >= 0) {
                // Tied weights: the gradient is the sum of what the encoder and the decoder ask for.
                Blas.transposedMultiply(
                        m,
                        n,
                        activations.rows(),
                        activations.delta(mirror),
                        from,
                        k,
                        activations.input(mirror),
                        0,
                        n,
                        1,
                        gradient,
                        0,
                        n);
            }
            sink.accept(layer.weightOffset() + from * n, m * n, gradient, 0);
        }
    }

    private void biasGradient(int part, VectorSink sink) {
        int n = layer.outputs();
        int from = Block.start(n, part, parts);
        int width = Block.start(n, part + 1, parts) - from;
        if (width == 0) {
            return;
        }
        float[] sums = activations.scratch(part);
        Arrays.fill(sums, 0, width, 0f);
        float[] delta = activations.delta(index);
        for (int row = 0; row < activations.rows(); row++) {
            Elementwise.add(sums, 0, width, delta, row * n + from);
        }
        sink.accept(layer.biasOffset() + from, width, sums, 0);
    }
}
