package hourglass.data.image;

/**
 * Brings a line of pixels to another length. Shrinking, each new pixel is the average of the area it covers, parts of
 * pixels counting in part; growing, it is interpolated between the two pixels nearest.
 */
final class Resampling {
    private final int[] starts;
    private final float[][] weights;

    Resampling(int from, int to) {
        starts = new int[to];
        weights = new float[to][];
        double scale = (double) from / to;
        for (int i = 0; i < to; i++) {
            if (scale >= 1) {
                average(i, i * scale, Math.min(from, (i + 1) * scale));
            } else {
                interpolate(i, Math.min(from - 1.0, Math.max(0, (i + 0.5) * scale - 0.5)), from);
            }
        }
    }

    private void average(int i, double left, double right) {
        int first = (int) Math.floor(left);
        int end = (int) Math.ceil(right - 1e-9);
        starts[i] = first;
        weights[i] = new float[end - first];
        for (int pixel = first; pixel < end; pixel++) {
            double covered = Math.min(right, pixel + 1) - Math.max(left, pixel);
            weights[i][pixel - first] = (float) (covered / (right - left));
        }
    }

    private void interpolate(int i, double centre, int from) {
        int first = (int) Math.min(Math.floor(centre), Math.max(0, from - 2));
        starts[i] = first;
        weights[i] = from == 1 ? new float[] {1} : new float[] {(float) (first + 1 - centre), (float) (centre - first)};
    }

    /**
     * Resamples a line of pixels that stand {@code stride} apart.
     *
     * @param offset of the first in {@code from}
     * @param toOffset of the first in {@code to}
     */
    void apply(float[] from, int offset, int stride, float[] to, int toOffset, int toStride) {
        for (int i = 0; i < starts.length; i++) {
            float sum = 0;
            for (int j = 0; j < weights[i].length; j++) {
                sum += weights[i][j] * from[offset + (starts[i] + j) * stride];
            }
            to[toOffset + i * toStride] = sum;
        }
    }
}
