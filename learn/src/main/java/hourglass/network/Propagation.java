package hourglass.network;

import hourglass.data.Batch;
import hourglass.data.Rows;
import hourglass.matrix.Block;
import hourglass.matrix.Elementwise;
import hourglass.matrix.SparseMatrix;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs layers forward and backward over a batch, with the buffers that this needs.
 *
 * <p>All methods that take a {@code part} are called by every thread of the team, within one task. The thread that makes
 * a block of a product also applies the activation to it, or hands the block of the gradient to the update, while it is
 * in its cache. Nothing is allocated after the first batch of a size.
 */
public final class Propagation {
    /** What contributes to the gradient by a layer's outputs besides the layers above, such as a penalty on the code. */
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

    /** What is added to a layer's pre-activations, such as noise on those of the code. */
    public interface InputNoise {
        /** Whether there is any for a layer, which must be dense. */
        boolean isOn(int layer);

        /**
         * Adds it.
         *
         * @param inputs the pre-activations, row-major as the layer's outputs
         * @param layer which
         * @param block the part to add to
         */
        void addTo(float[] inputs, int layer, Block block);
    }

    /** No noise. */
    private static final InputNoise SILENCE = new InputNoise() {
        @Override
        public boolean isOn(int layer) {
            return false;
        }

        @Override
        public void addTo(float[] inputs, int layer, Block block) {}
    };

    /** Units that are left out of some rows, while those that stay are multiplied by a scale. */
    public interface OutputMask {
        /** Whether a layer has such units; never the last. */
        boolean isOn(int layer);

        /** What the outputs of units that stay are multiplied by, above 0. */
        float scale();

        /**
         * Masks outputs.
         *
         * @param outputs row-major
         * @param layer which
         * @param block the part to mask
         */
        void mask(float[] outputs, int layer, Block block);

        /** Masks the derivative by outputs as {@link #mask} has masked these last. */
        void maskGradient(float[] gradient, int layer, Block block);
    }

    /** All units stay. */
    private static final OutputMask WHOLE = new OutputMask() {
        @Override
        public boolean isOn(int layer) {
            return false;
        }

        @Override
        public float scale() {
            return 1;
        }

        @Override
        public void mask(float[] outputs, int layer, Block block) {}

        @Override
        public void maskGradient(float[] gradient, int layer, Block block) {}
    };

    /** Larger inputs are run in batches of this many rows, so that memory for activations stays small. */
    private static final int BATCH = 512;

    private final List<Layer> layers;
    private final ThreadTeam team;
    private final int capacity;
    private final Activations activations;
    private final LayerKernel[] kernels;
    private InputNoise noise = SILENCE;
    private OutputMask mask = WHOLE;

    /**
     * @param layers to run, each on the output of the one before
     * @param capacity the largest batch, in rows
     * @param withGradient whether {@link #backward} will be called too
     * @param team the threads that share the work
     */
    public Propagation(List<Layer> layers, int capacity, boolean withGradient, ThreadTeam team) {
        this.layers = List.copyOf(layers);
        this.team = team;
        this.capacity = capacity;
        this.activations = new Activations(layers, capacity, withGradient);
        this.kernels = LayerKernel.of(layers, activations, capacity, team.size());
        activations.reserveScratch(
                team.size(),
                Arrays.stream(kernels).mapToInt(LayerKernel::scratchSize).max().orElse(0));
    }

    /** Makes room for the derivative by the input, for {@link #backwardToInput}; before the first task. */
    public void reserveInputDelta() {
        activations.reserveInputDelta(Math.multiplyExact(capacity, layers.get(0).inputs()));
    }

    /**
     * The output of layers for any number of rows.
     *
     * @param input row-major, as many columns as the first layer has inputs
     * @return row-major, as many columns as the last layer has outputs
     */
    static float[] run(List<Layer> layers, float[] parameters, float[] input, ThreadTeam team) {
        int inputs = layers.get(0).inputs();
        if (input.length == 0 || input.length % inputs != 0) {
            throw new IllegalArgumentException(
                    "%d values do not make whole rows of %d columns".formatted(input.length, inputs));
        }
        if (layers.size() > 1 || !(layers.get(0) instanceof DenseLayer)) {
            return run(layers, parameters, Rows.of(input, inputs), team);
        }
        // One product makes the whole result: batches would only be copied.
        int rows = input.length / inputs;
        ThreadTeam threads = team.forWork(rows * Network.multiplications(layers));
        Propagation propagation = new Propagation(layers, rows, false, threads);
        propagation.setInput(parameters, input, rows);
        threads.run((part, parts) -> propagation.forward(part));
        return propagation.output();
    }

    /** The output of layers for all rows, which are read batch by batch; sparse ones cost in proportion to non-zeros. */
    static float[] run(List<Layer> layers, float[] parameters, Rows rows, ThreadTeam team) {
        int outputs = layers.get(layers.size() - 1).outputs();
        int capacity = Math.min(rows.count(), BATCH);
        ThreadTeam threads = team.forWork(capacity * Network.multiplications(layers));
        Propagation propagation = new Propagation(layers, capacity, false, threads);
        float[] result = new float[Math.multiplyExact(rows.count(), outputs)];
        Batch batch = new Batch(capacity, layers.get(0).inputs());
        for (int from = 0; from < rows.count(); from += capacity) {
            int count = Math.min(capacity, rows.count() - from);
            batch.fill(rows, from, count);
            propagation.setInput(parameters, batch.values(), batch.nonZeros(), count);
            threads.run((part, parts) -> propagation.forward(part));
            System.arraycopy(propagation.output(), 0, result, from * outputs, count * outputs);
        }
        return result;
    }

    /** Sets what the next passes work on; called by one thread, before the task. */
    public void setInput(float[] parameters, float[] input, int rows) {
        setInput(parameters, input, null, rows);
    }

    /**
     * The same for input of which most may be 0.
     *
     * @param nonZeros the input again, without zeros, or null; the first layer, if dense, then costs in proportion to them
     */
    public void setInput(float[] parameters, float[] input, @Nullable SparseMatrix nonZeros, int rows) {
        if (rows < 1 || rows > capacity) {
            throw new IllegalArgumentException("a batch of %d rows, for a capacity of %d".formatted(rows, capacity));
        }
        activations.setInput(parameters, input, nonZeros, rows);
        for (LayerKernel kernel : kernels) {
            kernel.prepare();
        }
    }

    /** Adds noise in forward passes from now on. */
    public void setNoise(InputNoise noise) {
        this.noise = noise;
    }

    /** Masks outputs in forward passes from now on, and their derivatives in backward ones. */
    public void setMask(OutputMask mask) {
        this.mask = mask;
    }

    /** The output of a layer: row-major, as many rows as the batch; of layer -1, the input. */
    public float[] output(int layer) {
        return activations.input(layer + 1);
    }

    /** The output of the last layer. */
    public float[] output() {
        return activations.output(layers.size() - 1);
    }

    /** The activation of the last layer. */
    public Activation outputActivation() {
        return layers.get(layers.size() - 1).activation();
    }

    /** The objective's derivative by the last layer's pre-activations: to be set before going backward. */
    public float[] outputDelta() {
        return activations.delta(layers.size() - 1);
    }

    /** The part of the last layer's output that a thread makes. */
    public Block outputBlock(int part) {
        return lastKernel().blocks().output(part);
    }

    /** An array with one bias for each output of the last layer, from {@link #outputBiasOffset} on. */
    public float[] outputBiases() {
        return lastKernel().outputBiases();
    }

    /** Where in {@link #outputBiases} that of the first output is. */
    public int outputBiasOffset() {
        return lastKernel().outputBiasOffset();
    }

    private LayerKernel lastKernel() {
        return kernels[kernels.length - 1];
    }

    /** Computes the outputs of all layers; they are complete, for all threads, on return. */
    public void forward(int part) {
        for (int l = 0; l < kernels.length; l++) {
            forward(l, part);
            team.barrier();
        }
    }

    /**
     * Computes the outputs of all layers but the last, and of that the products x W alone, each thread its own block: the
     * output's bias, activation and loss are made from them in one pass.
     */
    public void forwardToOutputProduct(int part) {
        int last = kernels.length - 1;
        for (int l = 0; l < last; l++) {
            forward(l, part);
            team.barrier();
        }
        kernels[last].forward(part, false);
    }

    private void forward(int l, int part) {
        LayerKernel kernel = kernels[l];
        boolean noisy = noise.isOn(l);
        kernel.forward(part, !noisy);
        if (noisy) {
            addNoise(l, kernel, part);
        }
        if (mask.isOn(l)) {
            mask.mask(activations.output(l), l, kernel.blocks().output(part));
        }
    }

    private void addNoise(int l, LayerKernel kernel, int part) {
        Block b = kernel.blocks().output(part);
        float[] output = activations.output(l);
        noise.addTo(output, l, b);
        int outputs = layers.get(l).outputs();
        int biasAt = kernel.outputBiasOffset() + b.from();
        for (int row = b.rowFrom(); row < b.rowTo(); row++) {
            int at = row * outputs + b.from();
            layers.get(l).activation().apply(output, at, b.width(), kernel.outputBiases(), biasAt);
        }
    }

    /**
     * Propagates the output's delta back and hands over the gradient of every parameter. All threads must have set their
     * part of {@link #outputDelta} and crossed a barrier.
     *
     * @param others also ask for changes of outputs
     */
    public void backward(int part, OutputGradient others, VectorSink sink) {
        for (int l = kernels.length - 1; l >= 0; l--) {
            LayerKernel kernel = kernels[l];
            kernel.backward(part, l > 0);
            if (l > 0) {
                differentiate(l - 1, kernel.blocks().input(part), others);
            }
            if (l > 0 || kernel.sumsOverThreads()) {
                team.barrier();
            }
            // From here on nobody reads this layer's parameters, so the sink may change them.
            kernel.gradient(part, sink);
        }
    }

    /**
     * Propagates the output's delta back as {@link #backward} does, to the input instead of the parameters; after
     * {@link #reserveInputDelta}.
     *
     * @return the derivative by the input, row-major, complete for all threads
     */
    public float[] backwardToInput(int part) {
        for (int l = kernels.length - 1; l >= 0; l--) {
            kernels[l].backward(part, true);
            if (l > 0) {
                differentiate(l - 1, kernels[l].blocks().input(part), OutputGradient.NONE);
            }
            team.barrier();
        }
        return activations.delta(-1);
    }

    /** Makes the derivative by a layer's outputs that by its pre-activations. */
    private void differentiate(int l, Block b, OutputGradient others) {
        if (b.isEmpty()) {
            return;
        }
        float[] delta = activations.delta(l);
        float[] output = activations.output(l);
        others.addTo(delta, l, b);
        boolean masked = mask.isOn(l);
        if (masked) {
            mask.maskGradient(delta, l, b);
        }
        Activation activation = layers.get(l).activation();
        int outputs = layers.get(l).outputs();
        for (int row = b.rowFrom(); row < b.rowTo(); row++) {
            int at = row * outputs + b.from();
            if (masked) {
                // The derivative is made from outputs as the activation gave them.
                Elementwise.scale(output, at, b.width(), 1 / mask.scale());
                activation.timesDerivative(delta, output, at, b.width());
                Elementwise.scale(output, at, b.width(), mask.scale());
            } else {
                activation.timesDerivative(delta, output, at, b.width());
            }
        }
    }
}
