package hourglass.network;

import hourglass.matrix.Block;

/** How a thread goes through the patches of its images: a few lines of them at a time, so few that they stay in its cache. */
final class PatchLines {
    /** Numbers of patches taken at a time: half a million bytes. */
    private static final int SIZE = 1 << 17;
    /** With fewer patches, what a product needs to prepare the weights costs more than the cache saves. */
    private static final int PATCHES = 256;

    private final PatchGrid grid;
    private final int step;

    /**
     * For one layer.
     *
     * @param capacity the largest batch, in images
     */
    PatchLines(PatchGrid grid, int capacity) {
        this.grid = grid;
        int lines = Math.max(SIZE / (grid.columns() * grid.patchSize()), PATCHES / grid.columns());
        this.step = Math.min(Math.max(1, lines), Math.multiplyExact(capacity, grid.rows()));
    }

    /** The numbers in the patches of one step. */
    int size() {
        return Math.multiplyExact(step, grid.columns() * grid.patchSize());
    }

    /** The first line of a block of images. */
    int start(Block images) {
        return images.rowFrom() * grid.rows();
    }

    /** One past its last line. */
    int end(Block images) {
        return images.rowTo() * grid.rows();
    }

    /** Where the step after the one at a line begins. */
    int next(int line, int end) {
        return Math.min(line + step, end);
    }

    /** Repeats each channel's bias at all positions. */
    static void repeat(float[] parameters, int at, int channels, float[] biases) {
        for (int i = 0; i < biases.length; i += channels) {
            System.arraycopy(parameters, at, biases, i, channels);
        }
    }
}
