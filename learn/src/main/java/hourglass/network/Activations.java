package hourglass.network;

import hourglass.matrix.SparseMatrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What layers make of a batch, and the objective's derivatives by it: one row-major matrix a layer. */
final class Activations {
    private final float[][] outputs;
    private final float[][] deltas;
    private float[] inputDelta = new float[0];
    private float[][] scratch = new float[0][];
    private float[] parameters = new float[0];
    private float[] input = new float[0];
    private @Nullable SparseMatrix nonZeros;
    private int rows;

    Activations(List<Layer> layers, int capacity, boolean withGradient) {
        this.outputs = matrices(layers, capacity);
        this.deltas = withGradient ? matrices(layers, capacity) : new float[0][];
    }

    private static float[][] matrices(List<Layer> layers, int capacity) {
        return layers.stream()
                .map(layer -> new float[Math.multiplyExact(capacity, layer.outputs())])
                .toArray(float[][]::new);
    }

    /** Makes room for the derivative by the input, which is that of layer -1. */
    void reserveInputDelta(int size) {
        inputDelta = new float[size];
    }

    /** Makes room for what threads need within one call, for whichever layer, so that it stays in their caches. */
    void reserveScratch(int parts, int size) {
        scratch = new float[parts][size];
    }

    /** Whether there is room for derivatives. */
    boolean withGradient() {
        return deltas.length > 0;
    }

    void setInput(float[] parameters, float[] input, @Nullable SparseMatrix nonZeros, int rows) {
        this.parameters = parameters;
        this.input = input;
        this.nonZeros = nonZeros;
        this.rows = rows;
    }

    float[] parameters() {
        return parameters;
    }

    int rows() {
        return rows;
    }

    float[] input(int layer) {
        return layer == 0 ? input : outputs[layer - 1];
    }

    /** The input of the first layer again, without zeros, if it is known like that. */
    @Nullable
    SparseMatrix nonZeros() {
        return nonZeros;
    }

    float[] output(int layer) {
        return outputs[layer];
    }

    /** The derivative by a layer's pre-activations; of layer -1, by the input. */
    float[] delta(int layer) {
        return layer < 0 ? inputDelta : deltas[layer];
    }

    float[] scratch(int part) {
        return scratch[part];
    }
}
