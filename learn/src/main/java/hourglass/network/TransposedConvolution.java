package hourglass.network;

/**
 * The adjoint of a {@link Convolution}: every position of the maps below paints a patch, the sum of its filters' patches
 * weighted by its channels, and patches add up where they overlap (M. D. Zeiler and others, <i>Deconvolutional
 * networks</i>, CVPR 2010). With a stride of s, its outputs are about s times as high and wide as its inputs.
 *
 * @param patches of its outputs
 * @param filters the number of channels below
 * @param activation f, not softmax, applied to the sums and a bias
 * @param weightOffset where W begins in the parameter vector, stored as a convolution's: (kernel x kernel x channels) rows of
 *     one number a filter
 * @param transposed whether W is a convolution's own
 * @param biasOffset where b, one number a channel of the outputs, begins in the parameter vector
 */
public record TransposedConvolution(
        PatchGrid patches, int filters, Activation activation, int weightOffset, boolean transposed, int biasOffset)
        implements Layer {
    public TransposedConvolution {
        if (filters < 1) {
            throw new IllegalArgumentException("a convolution has at least 1 filter, not " + filters);
        }
        PatchGrid.requireUnitwise(activation);
        // Its size must be an int.
        patches.maps(filters);
    }

    /** The shape of its inputs. */
    public MapShape maps() {
        return patches.maps(filters);
    }

    @Override
    public int inputs() {
        return patches.rows() * patches.columns() * filters;
    }

    @Override
    public int outputs() {
        return patches.image().size();
    }

    @Override
    public int weightCount() {
        return transposed ? 0 : Math.multiplyExact(patches.patchSize(), filters);
    }

    @Override
    public int biasCount() {
        return patches.image().channels();
    }

    @Override
    public int fanIn() {
        return patches.cover(filters);
    }

    @Override
    public int fanOut() {
        return patches.patchSize();
    }

    @Override
    public TransposedConvolution at(int weightOffset, int biasOffset) {
        return new TransposedConvolution(patches, filters, activation, weightOffset, transposed, biasOffset);
    }
}
