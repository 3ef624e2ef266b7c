package hourglass.model;

/**
 * A dense layer: y = f(x W + b), for x one row.
 *
 * @param inputs the number of units below
 * @param outputs the number of units
 * @param activation f
 * @param weights where W begins in the parameter vector, row-major
 * @param transposed whether W is stored as (outputs x inputs), because it is another layer's weights seen from the other
 *     side; otherwise as (inputs x outputs)
 * @param biases where b begins in the parameter vector
 */
public record DenseLayer(int inputs, int outputs, Activation activation, int weights, boolean transposed, int biases) {
    public DenseLayer {
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException(
                    "a layer has at least 1 input and 1 output, not %d and %d".formatted(inputs, outputs));
        }
    }

    /**
     * Takes over the parameters of a layer of the same size; the weights only if this layer does not see another's.
     *
     * @param source holds the other's
     * @param target holds this layer's
     */
    public void copy(DenseLayer other, float[] source, float[] target) {
        if (other.inputs != inputs || other.outputs != outputs) {
            throw new IllegalArgumentException(
                    "a layer %d-%d does not fit one of %d-%d".formatted(other.inputs, other.outputs, inputs, outputs));
        }
        System.arraycopy(source, other.biases, target, biases, outputs);
        if (transposed) {
            return;
        }
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j < outputs; j++) {
                int at = other.transposed ? j * inputs + i : i * outputs + j;
                target[weights + i * outputs + j] = source[other.weights + at];
            }
        }
    }
}
