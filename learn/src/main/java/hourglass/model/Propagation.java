package hourglass.model;

import hourglass.matrix.Blas;
import hourglass.matrix.Block;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import java.util.Arrays;
import java.util.List;

/**
 * Runs layers forward and backward over a batch, with the buffers that this needs.
 *
 * <p>All methods that take a {@code part} are called by every thread of the team, within one task. The thread that makes
 * a block of a product also applies the activation to it, or hands the block of the gradient to the update, while it is
 * in its cache. Nothing is allocated after the first batch of a size.
 */
public final class Propagation {
    /** What else than the layers above asks for a change of a layer's outputs, such as a penalty on the code. */
    @FunctionalInterface
    public interface OutputGradient {
        /** Nothing else does. */
        OutputGradient NONE = (gradient, layer, block) -> {};

        /**
         * Adds its derivative by the outputs of a layer.
         *
         * @param gradient row-major as the layer's outputs; holds what the layers above ask for
         * @param layer which, but never the last
         * @param block the part to add to
         */
        void addTo(float[] gradient, int layer, Block block);
    }

    /** A gradient is handed over in blocks of about this many numbers, which fit in a second-level cache. */
    private static final int GRADIENT_BLOCK = 1 << 17;

    /** Larger inputs are run in batches of this many rows, so that memory for activations stays small. */
    private static final int BATCH = 512;

    private final List<DenseLayer> layers;
    private final ThreadTeam team;
    private final int capacity;
    private final float[][] outputs;
    private final float[][] deltas;
    private final float[][] scratch;
    /** The part of a layer's output that each thread makes: [layer][part]. */
    private final Block[][] blocks;
    /** The layer that uses this layer's weights transposed, or -1. */
    private final int[] mirrors;

    private float[] parameters = new float[0];
    private float[] input = new float[0];
    private int rows;

    /**
     * @param layers to run, each on the output of the one before
     * @param capacity the largest batch, in rows
     * @param team the threads that share the work
     * @param withGradient whether {@link #backward} will be called too
     */
    public Propagation(List<DenseLayer> layers, int capacity, ThreadTeam team, boolean withGradient) {
        this.layers = List.copyOf(layers);
        this.team = team;
        this.capacity = capacity;
        this.outputs = buffers();
        this.deltas = withGradient ? buffers() : new float[0][];
        this.scratch = new float[team.size()][withGradient ? scratchSize() : 0];
        this.blocks = new Block[layers.size()][team.size()];
        this.mirrors = layers.stream().mapToInt(this::mirror).toArray();
    }

    /**
     * The output of layers for any number of rows.
     *
     * @param input row-major, as many columns as the first layer has inputs
     * @return row-major, as many columns as the last layer has outputs
     */
    static float[] run(List<DenseLayer> layers, float[] parameters, float[] input, ThreadTeam team) {
        int inputs = layers.get(0).inputs();
        int outputs = layers.get(layers.size() - 1).outputs();
        if (input.length == 0 || input.length % inputs != 0) {
            throw new IllegalArgumentException(
                    "%d values do not make whole rows of %d columns".formatted(input.length, inputs));
        }
        int rows = input.length / inputs;
        int capacity = Math.min(rows, BATCH);
        Propagation propagation = new Propagation(layers, capacity, team, false);
        float[] result = new float[Math.multiplyExact(rows, outputs)];
        float[] batch = new float[capacity * inputs];
        for (int from = 0; from < rows; from += capacity) {
            int count = Math.min(capacity, rows - from);
            System.arraycopy(input, from * inputs, batch, 0, count * inputs);
            propagation.bind(parameters, batch, count);
            team.run((part, parts) -> propagation.forward(part));
            System.arraycopy(propagation.output(), 0, result, from * outputs, count * outputs);
        }
        return result;
    }

    private float[][] buffers() {
        return layers.stream()
                .map(layer -> new float[Math.multiplyExact(capacity, layer.outputs())])
                .toArray(float[][]::new);
    }

    private int scratchSize() {
        return layers.stream()
                .mapToInt(layer -> Math.max(gradientBlockRows(layer) * layer.outputs(), layer.outputs()))
                .max()
                .orElse(0);
    }

    private int gradientBlockRows(DenseLayer layer) {
        // Every block packs the batch's deltas anew: with many rows that costs more than the cache saves.
        int size = capacity < 512 ? GRADIENT_BLOCK : 4 * GRADIENT_BLOCK;
        return Block.pieceHeight(layer.inputs(), layer.outputs(), team.size(), size);
    }

    private int mirror(DenseLayer layer) {
        for (int i = 0; i < layers.size(); i++) {
            if (!layer.transposed()
                    && layers.get(i).transposed()
                    && layers.get(i).weights() == layer.weights()) {
                return i;
            }
        }
        return -1;
    }

    /** Sets what the next passes work on; called by one thread, before the task. */
    public void bind(float[] parameters, float[] input, int rows) {
        if (rows < 1 || rows > capacity) {
            throw new IllegalArgumentException("a batch of %d rows, for a capacity of %d".formatted(rows, capacity));
        }
        if (rows != this.rows) {
            for (int l = 0; l < layers.size(); l++) {
                DenseLayer layer = layers.get(l);
                boolean wholeRows = layer.activation().needsWholeRows();
                for (int part = 0; part < team.size(); part++) {
                    blocks[l][part] = Block.of(rows, layer.outputs(), wholeRows, part, team.size());
                }
            }
        }
        this.parameters = parameters;
        this.input = input;
        this.rows = rows;
    }

    /** The output of a layer: row-major, as many rows as the batch; of layer -1, the input. */
    public float[] output(int layer) {
        return layer < 0 ? input : outputs[layer];
    }

    /** The output of the last layer. */
    public float[] output() {
        return outputs[layers.size() - 1];
    }

    /** The activation of the last layer. */
    public Activation outputActivation() {
        return layers.get(layers.size() - 1).activation();
    }

    /** The objective's derivative by the last layer's pre-activations: to be set before going backward. */
    public float[] outputDelta() {
        return deltas[layers.size() - 1];
    }

    /** The part of the last layer's output that a thread makes. */
    public Block outputBlock(int part) {
        return blocks[layers.size() - 1][part];
    }

    /** Computes the outputs of all layers; they are complete, for all threads, on return. */
    public void forward(int part) {
        for (int l = 0; l < layers.size(); l++) {
            product(l, part);
            activate(l, part);
            team.barrier();
        }
    }

    /**
     * Computes the outputs of all layers but the last, and of that the products x W alone, each thread its own block: the
     * output's bias, activation and loss are made from them in one pass.
     */
    public void forwardToOutputProduct(int part) {
        int last = layers.size() - 1;
        for (int l = 0; l < last; l++) {
            product(l, part);
            activate(l, part);
            team.barrier();
        }
        product(last, part);
    }

    private void product(int l, int part) {
        DenseLayer layer = layers.get(l);
        Block b = blocks[l][part];
        if (b.isEmpty()) {
            return;
        }
        int k = layer.inputs();
        int n = layer.outputs();
        float[] x = output(l - 1);
        int xAt = b.rowFrom() * k;
        int yAt = b.rowFrom() * n + b.from();
        if (layer.transposed()) {
            int wAt = layer.weights() + b.from() * k;
            Blas.multiplyTransposed(b.height(), b.width(), k, x, xAt, k, parameters, wAt, k, 0, outputs[l], yAt, n);
        } else {
            int wAt = layer.weights() + b.from();
            Blas.multiply(b.height(), b.width(), k, x, xAt, k, parameters, wAt, n, 0, outputs[l], yAt, n);
        }
    }

    private void activate(int l, int part) {
        DenseLayer layer = layers.get(l);
        Block b = blocks[l][part];
        for (int row = b.rowFrom(); row < b.rowTo(); row++) {
            int at = row * layer.outputs() + b.from();
            layer.activation().apply(outputs[l], at, b.width(), parameters, layer.biases() + b.from());
        }
    }

    /**
     * Propagates the output's delta back and hands over the gradient of every parameter. All threads must have set their
     * part of {@link #outputDelta} and crossed a barrier.
     *
     * @param others also ask for changes of outputs
     */
    public void backward(int part, OutputGradient others, VectorSink sink) {
        for (int l = layers.size() - 1; l >= 0; l--) {
            if (l > 0) {
                propagateDelta(l, part, others);
                team.barrier();
            }
            // From here on nobody reads this layer's parameters, so the sink may change them.
            if (!layers.get(l).transposed()) {
                weightGradient(l, part, sink);
            }
            biasGradient(l, part, sink);
        }
    }

    private void propagateDelta(int l, int part, OutputGradient others) {
        DenseLayer layer = layers.get(l);
        Block b = blocks[l - 1][part];
        if (b.isEmpty()) {
            return;
        }
        int k = layer.inputs();
        int n = layer.outputs();
        float[] below = deltas[l - 1];
        int dAt = b.rowFrom() * n;
        int belowAt = b.rowFrom() * k + b.from();
        if (layer.transposed()) {
            int wAt = layer.weights() + b.from();
            Blas.multiply(b.height(), b.width(), n, deltas[l], dAt, n, parameters, wAt, k, 0, below, belowAt, k);
        } else {
            int wAt = layer.weights() + b.from() * n;
            Blas.multiplyTransposed(
                    b.height(), b.width(), n, deltas[l], dAt, n, parameters, wAt, n, 0, below, belowAt, k);
        }
        others.addTo(below, l - 1, b);
        Activation activation = layers.get(l - 1).activation();
        for (int row = b.rowFrom(); row < b.rowTo(); row++) {
            activation.timesDerivative(below, outputs[l - 1], row * k + b.from(), b.width());
        }
    }

    private void weightGradient(int l, int part, VectorSink sink) {
        DenseLayer layer = layers.get(l);
        int k = layer.inputs();
        int n = layer.outputs();
        int mirror = mirrors[l];
        float[] gradient = scratch[part];
        int end = Block.start(k, part + 1, team.size());
        int step = gradientBlockRows(layer);
        for (int from = Block.start(k, part, team.size()); from < end; from += step) {
            int m = Math.min(step, end - from);
            Blas.transposedMultiply(m, n, rows, output(l - 1), from, k, deltas[l], 0, n, 0, gradient, 0, n);
            if (mirror >= 0) {
                // Tied weights: the gradient is the sum of what the encoder and the decoder ask for.
                Blas.transposedMultiply(
                        m, n, rows, deltas[mirror], from, k, output(mirror - 1), 0, n, 1, gradient, 0, n);
            }
            sink.accept(layer.weights() + from * n, m * n, gradient, 0);
        }
    }

    private void biasGradient(int l, int part, VectorSink sink) {
        int n = layers.get(l).outputs();
        int from = Block.start(n, part, team.size());
        int width = Block.start(n, part + 1, team.size()) - from;
        if (width == 0) {
            return;
        }
        float[] sums = scratch[part];
        Arrays.fill(sums, 0, width, 0f);
        float[] delta = deltas[l];
        for (int row = 0; row < rows; row++) {
            addTo(sums, delta, row * n + from, width);
        }
        sink.accept(layers.get(l).biases() + from, width, sums, 0);
    }

    private static void addTo(float[] sums, float[] values, int at, int n) {
        for (int i = 0; i < n; i++) {
            sums[i] += values[at + i];
        }
    }
}
