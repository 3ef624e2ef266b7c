package hourglass.network;

/**
 * The patches of maps that a convolution looks at: squares on a grid. A patch as a row is its own rows one after the
 * other, each (kernel x channels) numbers that lie side by side in the maps too. Around the maps lie zeros.
 *
 * @param image the shape of the maps
 * @param kernel the height and width of a patch, at least 1
 * @param stride from one patch to the next, at least 1
 * @param padding how far patches reach beyond the maps' edges, at least 0 and below the kernel
 */
public record PatchGrid(MapShape image, int kernel, int stride, int padding) {
    public PatchGrid {
        if (kernel < 1 || stride < 1 || padding < 0 || padding >= kernel) {
            throw new IllegalArgumentException(
                    "a kernel and a stride are at least 1 and padding is 0 to below the kernel, not %d, %d and %d"
                            .formatted(kernel, stride, padding));
        }
        if (Math.min(image.height(), image.width()) + 2 * padding < kernel) {
            throw new IllegalArgumentException(
                    "a kernel of %d does not fit on maps of %s with padding %d".formatted(kernel, image, padding));
        }
        Math.multiplyExact(Math.multiplyExact(kernel, kernel), image.channels());
    }

    static void requireUnitwise(Activation activation) {
        if (activation.needsWholeRows()) {
            throw new IllegalArgumentException("units of maps cannot be " + activation);
        }
    }

    /** The number of patches one below the other. */
    public int rows() {
        return (image.height() + 2 * padding - kernel) / stride + 1;
    }

    /** The number of patches side by side. */
    public int columns() {
        return (image.width() + 2 * padding - kernel) / stride + 1;
    }

    /** The number of numbers in a patch. */
    public int patchSize() {
        return kernel * kernel * image.channels();
    }

    /** The shape of maps with one position a patch. */
    MapShape maps(int channels) {
        return new MapShape(rows(), columns(), channels);
    }

    /** How many numbers of such maps belong to patches that cover the same pixel. */
    int cover(int channels) {
        return Math.max(1, (int) Math.round((double) kernel * kernel * channels / (stride * stride)));
    }
}
