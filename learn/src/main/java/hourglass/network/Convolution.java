package hourglass.network;

/**
 * A convolutional layer: the same filters look at every patch of the maps below (Y. LeCun and others, <i>Gradient-based
 * learning applied to document recognition</i>, Proceedings of the IEEE 86, 1998). Its outputs are maps of one position a
 * patch and one channel a filter: f(p W + b), for p the patch as a row.
 *
 * @param patches of the maps below
 * @param filters their number
 * @param activation f, not softmax
 * @param weightOffset where W begins in the parameter vector: (kernel x kernel x channels) rows of one number a filter
 * @param biasOffset where b, one number a filter, begins in the parameter vector
 */
public record Convolution(PatchGrid patches, int filters, Activation activation, int weightOffset, int biasOffset)
        implements Layer {
    public Convolution {
        if (filters < 1) {
            throw new IllegalArgumentException("a convolution has at least 1 filter, not " + filters);
        }
        PatchGrid.requireUnitwise(activation);
        // Its size must be an int.
        patches.maps(filters);
    }

    /** The shape of its outputs. */
    public MapShape maps() {
        return patches.maps(filters);
    }

    @Override
    public int inputs() {
        return patches.image().size();
    }

    @Override
    public int outputs() {
        return patches.rows() * patches.columns() * filters;
    }

    @Override
    public int weightCount() {
        return Math.multiplyExact(patches.patchSize(), filters);
    }

    @Override
    public int biasCount() {
        return filters;
    }

    @Override
    public int fanIn() {
        return patches.patchSize();
    }

    @Override
    public int fanOut() {
        return patches.cover(filters);
    }

    @Override
    public Convolution at(int weightOffset, int biasOffset) {
        return new Convolution(patches, filters, activation, weightOffset, biasOffset);
    }
}
