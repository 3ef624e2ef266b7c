package hourglass.network;

import hourglass.matrix.Blas;
import hourglass.matrix.VectorSink;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Convolution} on a batch: patches become the rows of a matrix, so that a product with the weights makes the next
 * layer's rows. Every thread takes its own images, a few lines of patches at a time, so few that they stay in its cache.
 */
final class ConvolutionKernel implements LayerKernel {
    private final Convolution layer;
    private final PatchGrid grid;
    private final int index;
    private final Activations activations;
    private final LayerBlocks blocks;
    private final PatchLines lines;
    private final PatchMatrix[] matrices;
    private final float[] biases;
    private final SharedGradient gradient;
    private @Nullable SharedGradient mirror;

    ConvolutionKernel(Convolution layer, int index, Activations activations, int capacity, int parts) {
        this.layer = layer;
        this.grid = layer.patches();
        this.index = index;
        this.activations = activations;
        this.blocks = new LayerBlocks(layer, parts);
        this.lines = new PatchLines(grid, capacity);
        this.matrices =
                Stream.generate(() -> new PatchMatrix(grid)).limit(parts).toArray(PatchMatrix[]::new);
        this.biases = new float[layer.outputs()];
        boolean learns = activations.withGradient();
        this.gradient = new SharedGradient(
                parts, learns ? layer.weightCount() : 0, grid.columns() * layer.filters(), layer.filters());
    }

    /** Adds that layer's gradient to its own if the weights are the same. */
    void addGradientOf(TransposedConvolutionKernel other) {
        if (other.uses(layer)) {
            mirror = other.sharedGradient();
        }
    }

    @Override
    public int scratchSize() {
        return lines.size();
    }

    @Override
    public void prepare() {
        blocks.resize(activations.rows(), true, true);
        PatchLines.repeat(activations.parameters(), layer.biasOffset(), layer.filters(), biases);
    }

    @Override
    public LayerBlocks blocks() {
        return blocks;
    }

    @Override
    public float[] outputBiases() {
        return biases;
    }

    @Override
    public void forward(int part, boolean activated) {
        float[] w = activations.parameters();
        float[] y = activations.output(index);
        float[] patches = activations.scratch(part);
        int n = layer.filters();
        int size = grid.patchSize();
        int end = lines.end(blocks.input(part));
        for (int line = lines.start(blocks.input(part)); line < end; line = lines.next(line, end)) {
            int next = lines.next(line, end);
            int positions = (next - line) * grid.columns();
            int at = line * grid.columns() * n;
            matrices[part].gather(activations.input(index), line, next, patches);
            if (activated) {
                putBiases(y, at, next - line);
            } else {
                Arrays.fill(y, at, at + positions * n, 0f);
            }
            Blas.multiply(positions, n, size, patches, 0, size, w, layer.weightOffset(), n, 1, y, at, n);
            if (activated) {
                activate(y, at, next - line);
            }
        }
    }

    /** What the product is added to. */
    private void putBiases(float[] y, int at, int count) {
        int length = grid.columns() * layer.filters();
        for (int i = 0; i < count; i++) {
            System.arraycopy(biases, 0, y, at + i * length, length);
        }
    }

    private void activate(float[] y, int at, int count) {
        int length = grid.columns() * layer.filters();
        for (int i = 0; i < count; i++) {
            layer.activation().apply(y, at + i * length, length);
        }
    }

    @Override
    public void backward(int part, boolean toInputs) {
        float[] w = activations.parameters();
        float[] delta = activations.delta(index);
        float[] patches = activations.scratch(part);
        int n = layer.filters();
        int size = grid.patchSize();
        gradient.clear(part);
        int end = lines.end(blocks.input(part));
        for (int line = lines.start(blocks.input(part)); line < end; line = lines.next(line, end)) {
            int next = lines.next(line, end);
            int positions = (next - line) * grid.columns();
            int at = line * grid.columns() * n;
            matrices[part].gather(activations.input(index), line, next, patches);
            gradient.addWeights(part, positions, patches, size, delta, at, n);
            gradient.addBiases(part, delta, at, next - line);
            if (toInputs) {
                // Added to zeros, since OpenBLAS takes longer to clear the result itself.
                Arrays.fill(patches, 0, positions * size, 0f);
                Blas.multiplyTransposed(
                        positions, size, n, delta, at, n, w, layer.weightOffset(), n, 1, patches, 0, size);
                matrices[part].scatter(patches, line, next, activations.delta(index - 1));
            }
        }
    }

    @Override
    public boolean sumsOverThreads() {
        return true;
    }

    @Override
    public void gradient(int part, VectorSink sink) {
        gradient.handOver(part, layer, mirror, sink);
    }
}
