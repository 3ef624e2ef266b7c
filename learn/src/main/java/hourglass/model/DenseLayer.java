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
}
