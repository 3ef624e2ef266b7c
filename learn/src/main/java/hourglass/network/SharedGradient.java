package hourglass.network;

import hourglass.matrix.Blas;
import hourglass.matrix.Block;
import hourglass.matrix.Elementwise;
import hourglass.matrix.VectorSink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of weights that all positions of maps share. Every thread adds up what its images ask for; after a
 * barrier, each adds up a stretch of these sums, always in the same order, and hands it over.
 */
final class SharedGradient {
    private final float[][] weights;
    /** Sums over images and over the positions of a column. */
    private final float[][] biases;

    /** One line, by thread. */
    private final float[][] lines;

    private final int channels;

    /**
     * Of nothing yet.
     *
     * @param weightCount the number of weights
     * @param lineLength the numbers in one row of the outputs' maps
     * @param channels of which that many stand side by side
     */
    SharedGradient(int parts, int weightCount, int lineLength, int channels) {
        this.weights = new float[parts][weightCount];
        this.biases = new float[parts][lineLength];
        this.lines = new float[parts][lineLength];
        this.channels = channels;
    }

    /** Begins a batch. */
    void clear(int part) {
        Arrays.fill(weights[part], 0f);
        Arrays.fill(biases[part], 0f);
    }

    /** Adds patches' maps, for (positions x size) patches and (positions x filters) maps. */
    void addWeights(int part, int positions, float[] patches, int size, float[] maps, int mapsAt, int filters) {
        Blas.transposedMultiply(
                size, filters, positions, patches, 0, size, maps, mapsAt, filters, 1, weights[part], 0, filters);
    }

    /** Adds rows of the derivative by the outputs. */
    void addBiases(int part, float[] delta, int at, int count) {
        float[] sums = biases[part];
        float[] line = lines[part];
        for (int i = 0; i < count; i++) {
            System.arraycopy(delta, at + i * line.length, line, 0, line.length);
            Elementwise.add(sums, line, 0, line.length);
        }
    }

    /**
     * Hands over a thread's part.
     *
     * @param layer whose gradient this is
     * @param mirror the gradient of the layer that uses the same weights from the other side
     */
    void handOver(int part, Layer layer, @Nullable SharedGradient mirror, VectorSink sink) {
        int from = Block.start(layer.weightCount(), part, weights.length);
        int length = Block.start(layer.weightCount(), part + 1, weights.length) - from;
        if (length > 0) {
            float[] total = weights[0];
            for (int i = 1; i < weights.length; i++) {
                Elementwise.add(total, weights[i], from, length);
            }
            for (int i = 0; mirror != null && i < weights.length; i++) {
                // Tied weights: the gradient is the sum of what the encoder and the decoder ask for.
                Elementwise.add(total, mirror.weights[i], from, length);
            }
            sink.accept(layer.weightOffset() + from, length, total, from);
        }
        if (part == 0) {
            handOverBiases(layer, sink);
        }
    }

    private void handOverBiases(Layer layer, VectorSink sink) {
        float[] total = biases[0];
        for (int i = 1; i < biases.length; i++) {
            Elementwise.add(total, biases[i], 0, total.length);
        }
        for (int at = channels; at < total.length; at += channels) {
            Elementwise.add(total, 0, channels, total, at);
        }
        sink.accept(layer.biasOffset(), channels, total, 0);
    }
}
