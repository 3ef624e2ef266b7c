package hourglass.network;

import hourglass.matrix.VectorSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs one layer over a batch. All methods that take a {@code part} are called by every thread of a team, and each does
 * its part; the caller puts barriers between them.
 */
sealed interface LayerKernel
        permits DenseKernel,
                ConvolutionKernel,
                TransposedConvolutionKernel,
                MaxPoolingKernel,
                UnpoolingKernel,
                KSparseKernel {
    /** Those of layers on top of each other. */
    static LayerKernel[] of(List<Layer> layers, Activations activations, int capacity, int parts) {
        LayerKernel[] kernels = new LayerKernel[layers.size()];
        Map<Unpooling, MaxPoolingKernel> poolings = new HashMap<>();
        for (int i = 0; i < kernels.length; i++) {
            Layer layer = layers.get(i);
            if (layer instanceof DenseLayer) {
                kernels[i] = new DenseKernel(layers, i, activations, capacity, parts);
            } else if (layer instanceof Convolution convolution) {
                kernels[i] = new ConvolutionKernel(convolution, i, activations, capacity, parts);
            } else if (layer instanceof TransposedConvolution transposed) {
                kernels[i] = new TransposedConvolutionKernel(transposed, i, activations, capacity, parts);
            } else if (layer instanceof MaxPooling pooling) {
                MaxPoolingKernel kernel = new MaxPoolingKernel(pooling, i, activations, capacity, parts);
                poolings.put(new Unpooling(pooling.image(), pooling.window()), kernel);
                kernels[i] = kernel;
            } else if (layer instanceof KSparse sparse) {
                kernels[i] = new KSparseKernel(sparse, i, activations, parts);
            } else {
                Unpooling unpooling = (Unpooling) layer;
                kernels[i] = new UnpoolingKernel(unpooling, i, activations, parts, poolings.get(unpooling));
            }
        }
        tie(kernels);
        return kernels;
    }

    private static void tie(LayerKernel[] kernels) {
        for (LayerKernel user : kernels) {
            for (LayerKernel owner : kernels) {
                if (user instanceof TransposedConvolutionKernel transposed
                        && owner instanceof ConvolutionKernel plain) {
                    plain.addGradientOf(transposed);
                }
            }
        }
    }

    /** The numbers of scratch that a thread needs within a call. */
    default int scratchSize() {
        return 0;
    }

    /** Called by one thread, before the task, when the parameters or the rows of a batch have changed. */
    void prepare();

    /** Which parts of the outputs, and of the derivative by the inputs, the threads make. */
    LayerBlocks blocks();

    /** Makes a thread's block of the outputs, or only x W of it. */
    void forward(int part, boolean activated);

    /** An array with one bias for each output, so that others can finish what {@link #forward} left. */
    default float[] outputBiases() {
        throw new IllegalStateException("a layer of pooling has no biases");
    }

    /** Where these begin in it. */
    default int outputBiasOffset() {
        return 0;
    }

    /**
     * Makes a thread's block of the derivative by the inputs, if required, and what needs this layer's parameters or is
     * cheaper together.
     */
    void backward(int part, boolean toInputs);

    /** Whether {@link #gradient} needs what all threads did in {@link #backward} even if no derivative is required. */
    default boolean sumsOverThreads() {
        return false;
    }

    /** Hands over a thread's part of the gradient; from here on nobody reads this layer's parameters. */
    default void gradient(int part, VectorSink sink) {}
}
