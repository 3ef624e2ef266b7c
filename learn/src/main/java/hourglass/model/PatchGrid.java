package hourglass.model;

import java.util.Arrays;

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
    /** Fewer numbers are copied sooner by a plain loop. */
    private static final int SHORT = 16;

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

    /**
     * Copies patches out of images. Lines of patches are counted through all images.
     *
     * @param images one after the other
     * @param lineFrom the first line
     * @param lineTo one past the last line
     * @param patches row-major, from 0 on
     */
    void gather(float[] images, int lineFrom, int lineTo, float[] patches) {
        int rowLength = kernel * image.channels();
        int at = 0;
        for (int line = lineFrom; line < lineTo; line++) {
            int top = line % rows() * stride - padding;
            int imageAt = line / rows() * image.size();
            for (int column = 0; column < columns(); column++) {
                int left = column * stride - padding;
                for (int y = top; y < top + kernel; y++, at += rowLength) {
                    gatherRow(images, imageAt, y, left, patches, at, rowLength);
                }
            }
        }
    }

    private void gatherRow(float[] images, int imageAt, int y, int left, float[] patches, int at, int length) {
        int channels = image.channels();
        int before = Math.max(0, -left) * channels;
        int end = Math.min(kernel, image.width() - left) * channels;
        if (y < 0 || y >= image.height() || end <= before) {
            Arrays.fill(patches, at, at + length, 0f);
            return;
        }
        int source = imageAt + (y * image.width() + left) * channels;
        if (before > 0 || end < length) {
            Arrays.fill(patches, at, at + before, 0f);
            Arrays.fill(patches, at + end, at + length, 0f);
        }
        if (end - before < SHORT) {
            for (int i = before; i < end; i++) {
                patches[at + i] = images[source + i];
            }
        } else {
            System.arraycopy(images, source + before, patches, at + before, end - before);
        }
    }

    /**
     * Adds patches up to images, which it clears first: the adjoint of {@link #gather}. The lines of an image must come in
     * order.
     */
    void scatter(float[] patches, int lineFrom, int lineTo, float[] images) {
        int rowLength = kernel * image.channels();
        int at = 0;
        for (int line = lineFrom; line < lineTo; line++) {
            int imageAt = line / rows() * image.size();
            if (line % rows() == 0) {
                Arrays.fill(images, imageAt, imageAt + image.size(), 0f);
            }
            int top = line % rows() * stride - padding;
            for (int column = 0; column < columns(); column++) {
                int left = column * stride - padding;
                for (int y = top; y < top + kernel; y++, at += rowLength) {
                    if (y >= 0 && y < image.height()) {
                        scatterRow(patches, at, images, imageAt + y * image.width() * image.channels(), left);
                    }
                }
            }
        }
    }

    private void scatterRow(float[] patches, int at, float[] images, int rowAt, int left) {
        int channels = image.channels();
        int end = Math.min(kernel, image.width() - left) * channels;
        int target = rowAt + left * channels;
        for (int i = Math.max(0, -left) * channels; i < end; i++) {
            images[target + i] += patches[at + i];
        }
    }
}
