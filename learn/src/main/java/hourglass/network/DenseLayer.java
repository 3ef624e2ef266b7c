package hourglass.network;

/**
 * A dense layer: y = f(x W + b), for x one row.
 *
 * @param inputs the number of units below
 * @param outputs the number of units
 * @param activation f
 * @param weightOffset where W begins in the parameter vector, row-major
 * @param transposed whether W is stored as (outputs x inputs), because it is another layer's weights seen from the other
 *     side; otherwise as (inputs x outputs)
 * @param biasOffset where b begins in the parameter vector
 */
public record DenseLayer(
        int inputs, int outputs, Activation activation, int weightOffset, boolean transposed, int biasOffset)
        implements Layer {
    public DenseLayer {
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException(
                    "a layer has at least 1 input and 1 output, not %d and %d".formatted(inputs, outputs));
        }
    }

    /** A layer that leads back, whose parameters have no place yet. */
    DenseLayer mirrored(Activation activation, boolean tied) {
        return new DenseLayer(/* inputs= */ outputs, /* outputs= */ inputs, activation, 0, tied, 0);
    }

    @Override
    public int weightCount() {
        return transposed ? 0 : Math.multiplyExact(inputs, outputs);
    }

    @Override
    public int biasCount() {
        return outputs;
    }

    @Override
    public int fanIn() {
        return inputs;
    }

    @Override
    public int fanOut() {
        return outputs;
    }

    @Override
    public DenseLayer at(int weightOffset, int biasOffset) {
        return new DenseLayer(inputs, outputs, activation, weightOffset, transposed, biasOffset);
    }

    @Override
    public void copyWeights(Layer other, float[] source, float[] target) {
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j < outputs; j++) {
                int at = other.transposed() ? j * inputs + i : i * outputs + j;
                target[weightOffset + i * outputs + j] = source[other.weightOffset() + at];
            }
        }
    }
}
