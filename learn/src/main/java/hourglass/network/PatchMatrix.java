package hourglass.network;

import hourglass.matrix.Elementwise;
import java.util.Arrays;

/**
 * Patches of images as the rows of a matrix, and the way back (im2col and col2im). Lines of patches are counted through
 * all images of a batch, and a few taken at a time. Each thread has its own.
 */
final class PatchMatrix {
    /** Rows of patches up to this long are not worth a call each: one number of each patch of a line is copied in a loop. */
    private static final int SHORT = 8;
    /** Shorter rows are added sooner without vector code. */
    private static final int VECTOR = 32;

    private final int rows;
    private final int columns;
    private final int kernel;
    private final int stride;
    private final int padding;
    private final int height;
    private final int lineLength;
    private final int channels;
    /** The length of a row of a patch. */
    private final int rowLength;

    private final int patchSize;
    /** For each number of a patch's row, the first patch of a line in which it lies within the image. */
    private final int[] first;
    /** One past the last one. */
    private final int[] end;
    /** One image that patches add up to, and a patch's row at the place where it is added. */
    private final float[] sum;

    private final float[] added;

    PatchMatrix(PatchGrid grid) {
        this.rows = grid.rows();
        this.columns = grid.columns();
        this.kernel = grid.kernel();
        this.stride = grid.stride();
        this.padding = grid.padding();
        this.height = grid.image().height();
        this.channels = grid.image().channels();
        this.lineLength = grid.image().width() * channels;
        this.rowLength = kernel * channels;
        this.patchSize = kernel * rowLength;
        this.first = new int[rowLength];
        this.end = new int[rowLength];
        for (int i = 0; i < rowLength; i++) {
            int left = i / channels - padding;
            first[i] = Math.min(columns, Math.max(0, (stride - 1 - left) / stride));
            end[i] = Math.max(first[i], Math.min(columns, (grid.image().width() - 1 - left) / stride + 1));
        }
        this.sum = new float[grid.image().size()];
        this.added = new float[sum.length];
    }

    /**
     * Copies patches out of images.
     *
     * @param images one after the other
     * @param from the first line
     * @param to one past the last line
     * @param patches row-major, from 0 on
     */
    void gather(float[] images, int from, int to, float[] patches) {
        int at = 0;
        for (int line = from; line < to; line++, at += columns * patchSize) {
            int top = line % rows * stride - padding;
            int imageAt = line / rows * sum.length;
            if (padding > 0) {
                Arrays.fill(patches, at, at + columns * patchSize, 0f);
            }
            for (int y = Math.max(0, top); y < Math.min(height, top + kernel); y++) {
                int source = imageAt + y * lineLength - padding * channels;
                int target = at + (y - top) * rowLength;
                if (rowLength > SHORT) {
                    gatherRows(images, source, patches, target);
                } else {
                    gatherNumbers(images, source, patches, target);
                }
            }
        }
    }

    /** Copies the same row of all patches of a line. */
    private void gatherRows(float[] images, int source, float[] patches, int target) {
        for (int column = 0; column < columns; column++) {
            int left = column * stride * channels;
            int before = before(left);
            int count = count(left, before);
            if (count > 0) {
                System.arraycopy(images, source + left + before, patches, target + column * patchSize + before, count);
            }
        }
    }

    private void gatherNumbers(float[] images, int source, float[] patches, int target) {
        int step = stride * channels;
        for (int i = 0; i < rowLength; i++) {
            int from = source + i + first[i] * step;
            int to = target + i + end[i] * patchSize;
            for (int at = target + i + first[i] * patchSize; at < to; at += patchSize, from += step) {
                patches[at] = images[from];
            }
        }
    }

    /** How much of the row of a patch lies before the image; it starts {@code left} numbers from where padding does. */
    private int before(int left) {
        return Math.max(0, padding * channels - left);
    }

    private int count(int left, int before) {
        return Math.min(rowLength, lineLength + padding * channels - left) - before;
    }

    /** Adds patches up to images: the adjoint of {@link #gather}. The lines of an image must come in order, all of them. */
    void scatter(float[] patches, int from, int to, float[] images) {
        int at = 0;
        for (int line = from; line < to; line++, at += columns * patchSize) {
            int row = line % rows;
            if (row == 0) {
                Arrays.fill(sum, 0f);
            }
            int top = row * stride - padding;
            for (int y = Math.max(0, top); y < Math.min(height, top + kernel); y++) {
                int target = y * lineLength - padding * channels;
                int source = at + (y - top) * rowLength;
                if (rowLength > SHORT) {
                    addRows(patches, source, target);
                } else {
                    addNumbers(patches, source, target);
                }
            }
            if (row == rows - 1) {
                System.arraycopy(sum, 0, images, line / rows * sum.length, sum.length);
            }
        }
    }

    private void addRows(float[] patches, int source, int target) {
        for (int column = 0; column < columns; column++) {
            int left = column * stride * channels;
            int before = before(left);
            int count = count(left, before);
            int from = source + column * patchSize + before;
            int to = target + left + before;
            if (count >= VECTOR) {
                // Two arrays at the same index: only then does the loop become vector code.
                System.arraycopy(patches, from, added, to, count);
                Elementwise.add(sum, added, to, count);
            } else if (count > 0) {
                Elementwise.add(sum, to, count, patches, from);
            }
        }
    }

    private void addNumbers(float[] patches, int source, int target) {
        int step = stride * channels;
        for (int i = 0; i < rowLength; i++) {
            int to = target + i + first[i] * step;
            int until = source + i + end[i] * patchSize;
            for (int at = source + i + first[i] * patchSize; at < until; at += patchSize, to += step) {
                sum[to] += patches[at];
            }
        }
    }
}
