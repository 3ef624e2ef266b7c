package hourglass.network;

/**
 * One layer of a {@link Network}: y = f(x W + b) for x one row, W and b standing somewhere in the network's parameter
 * vector. Pooling layers have neither.
 */
public sealed interface Layer permits DenseLayer, Convolution, MaxPooling, Unpooling, TransposedConvolution, KSparse {
    /** The number of units below. */
    int inputs();

    /** The number of units. */
    int outputs();

    /** f. */
    default Activation activation() {
        return Activation.LINEAR;
    }

    /** Where W begins in the parameter vector. */
    default int weightOffset() {
        return 0;
    }

    /** The number of weights that are this layer's own: 0 if it has none, or those of another layer. */
    default int weightCount() {
        return 0;
    }

    /** Whether W is another layer's, seen from the other side. */
    default boolean transposed() {
        return false;
    }

    /** Where b begins in the parameter vector. */
    default int biasOffset() {
        return 0;
    }

    /** The number of biases. */
    default int biasCount() {
        return 0;
    }

    /** The number of inputs that a unit has weights to, away from the edges of a map. */
    default int fanIn() {
        return 0;
    }

    /** The number of units that an input has weights to, away from the edges of a map. */
    default int fanOut() {
        return 0;
    }

    /** The number of multiplications that the output of one row takes, those at the edges of a map counted as others. */
    default long multiplications() {
        return (long) outputs() * fanIn();
    }

    /** A copy whose parameters lie elsewhere. */
    default Layer at(int weightOffset, int biasOffset) {
        return this;
    }

    /**
     * Takes over the parameters of a layer of the same kind and size; the weights only if this layer does not see
     * another's.
     *
     * @param source holds the other's
     * @param target holds this layer's
     */
    default void copy(Layer other, float[] source, float[] target) {
        if (other.getClass() != getClass()
                || other.inputs() != inputs()
                || other.outputs() != outputs()
                || other.fanIn() != fanIn()
                || other.biasCount() != biasCount()) {
            throw new IllegalArgumentException("the parameters of %s, for %s".formatted(other, this));
        }
        System.arraycopy(source, other.biasOffset(), target, biasOffset(), biasCount());
        if (weightCount() > 0) {
            copyWeights(other, source, target);
        }
    }

    /** The part of {@link #copy} that depends on how weights are stored. */
    default void copyWeights(Layer other, float[] source, float[] target) {
        System.arraycopy(source, other.weightOffset(), target, weightOffset(), weightCount());
    }
}
