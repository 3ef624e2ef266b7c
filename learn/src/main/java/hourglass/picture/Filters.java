package hourglass.picture;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The filters of a first layer, taken from its weights as images that {@link Tiles} can lay out: the weights between
 * all visible units and one hidden unit are an image of what that unit responds to.
 */
public final class Filters {
    private Filters() {}

    /**
     * The filters of the first hidden units.
     *
     * @param weights visible x hidden, row-major
     * @param hidden the number of hidden units
     * @param count how many filters at most, at least 1
     * @return one filter a row, row-major
     */
    public static float[] first(float[] weights, int hidden, int count) {
        return columns(weights, hidden, IntStream.range(0, hidden).limit(count).toArray());
    }

    /** The filters of largest Euclidean norm, the largest first; otherwise as {@link #first}. */
    public static float[] largest(float[] weights, int hidden, int count) {
        double[] squaredNorms = new double[hidden];
        for (int i = 0; i < weights.length; i++) {
            squaredNorms[i % hidden] += (double) weights[i] * weights[i];
        }
        int[] order = IntStream.range(0, hidden)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer unit) -> squaredNorms[unit])
                        .reversed())
                .mapToInt(Integer::intValue)
                .limit(count)
                .toArray();
        return columns(weights, hidden, order);
    }

    private static float[] columns(float[] weights, int hidden, int[] units) {
        if (weights.length == 0 || weights.length % hidden != 0) {
            throw new IllegalArgumentException(
                    "%d weights do not make whole filters of %d hidden units".formatted(weights.length, hidden));
        }
        int visible = weights.length / hidden;
        float[] filters = new float[units.length * visible];
        for (int row = 0; row < units.length; row++) {
            for (int pixel = 0; pixel < visible; pixel++) {
                filters[row * visible + pixel] = weights[pixel * hidden + units[row]];
            }
        }
        return filters;
    }
}
