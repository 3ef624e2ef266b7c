package hourglass.network;

import hourglass.matrix.Blas;
import hourglass.matrix.Block;
import hourglass.matrix.VectorSink;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A {@link TransposedConvolution} on a batch: forward as a {@link ConvolutionKernel} goes back, and back as it goes
 * forward.
 */
final class TransposedConvolutionKernel implements LayerKernel {
    private final TransposedConvolution layer;
    private final PatchGrid grid;
    private final int index;
    private final Activations activations;
    private final LayerBlocks blocks;
    private final PatchLines lines;
    private final PatchMatrix[] matrices;
    private final float[] biases;
    private final SharedGradient gradient;

    TransposedConvolutionKernel(
            TransposedConvolution layer, int index, Activations activations, int capacity, int parts) {
        this.layer = layer;
        this.grid = layer.patches();
        this.index = index;
        this.activations = activations;
        this.blocks = new LayerBlocks(layer, parts);
        this.lines = new PatchLines(grid, capacity);
        this.matrices =
                Stream.generate(() -> new PatchMatrix(grid)).limit(parts).toArray(PatchMatrix[]::new);
        this.biases = new float[layer.outputs()];
        int channels = grid.image().channels();
        int weights = activations.withGradient() ? grid.patchSize() * layer.filters() : 0;
        this.gradient = new SharedGradient(parts, weights, grid.image().width() * channels, channels);
    }

    boolean uses(Convolution other) {
        return layer.transposed() && layer.weightOffset() == other.weightOffset();
    }

    SharedGradient sharedGradient() {
        return gradient;
    }

    @Override
    public int scratchSize() {
        return lines.size();
    }

    @Override
    public void prepare() {
        blocks.resize(activations.rows(), true, true);
        PatchLines.repeat(activations.parameters(), layer.biasOffset(), layer.biasCount(), biases);
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
        float[] x = activations.input(index);
        float[] y = activations.output(index);
        float[] patches = activations.scratch(part);
        int n = layer.filters();
        int size = grid.patchSize();
        int end = lines.end(blocks.input(part));
        for (int line = lines.start(blocks.input(part)); line < end; line = lines.next(line, end)) {
            int next = lines.next(line, end);
            int positions = (next - line) * grid.columns();
            int at = line * grid.columns() * n;
            // Added to zeros, since OpenBLAS takes longer to clear the result itself.
            Arrays.fill(patches, 0, positions * size, 0f);
            Blas.multiplyTransposed(positions, size, n, x, at, n, w, layer.weightOffset(), n, 1, patches, 0, size);
            matrices[part].scatter(patches, line, next, y);
            if (activated) {
                activate(y, line / grid.rows(), next / grid.rows());
            }
        }
    }

    /** Images whose last line has been added. */
    private void activate(float[] y, int from, int to) {
        int length = grid.image().width() * grid.image().channels();
        for (int at = from * layer.outputs(); at < to * layer.outputs(); at += length) {
            layer.activation().apply(y, at, length, biases, 0);
        }
    }

    @Override
    public void backward(int part, boolean toInputs) {
        float[] w = activations.parameters();
        float[] x = activations.input(index);
        float[] delta = activations.delta(index);
        float[] patches = activations.scratch(part);
        int n = layer.filters();
        int size = grid.patchSize();
        gradient.clear(part);
        Block images = blocks.output(part);
        gradient.addBiases(
                part,
                delta,
                images.rowFrom() * layer.outputs(),
                images.height() * grid.image().height());
        int end = lines.end(images);
        for (int line = lines.start(images); line < end; line = lines.next(line, end)) {
            int next = lines.next(line, end);
            int positions = (next - line) * grid.columns();
            int at = line * grid.columns() * n;
            matrices[part].gather(delta, line, next, patches);
            gradient.addWeights(part, positions, patches, size, x, at, n);
            if (toInputs) {
                float[] below = activations.delta(index - 1);
                Arrays.fill(below, at, at + positions * n, 0f);
                Blas.multiply(positions, n, size, patches, 0, size, w, layer.weightOffset(), n, 1, below, at, n);
            }
        }
    }

    @Override
    public boolean sumsOverThreads() {
        return true;
    }

    @Override
    public void gradient(int part, VectorSink sink) {
        gradient.handOver(part, layer, null, sink);
    }
}
