package hourglass.network;

import java.util.Arrays;

/**
 * The windows of {@link MaxPooling} on images that follow one another. A switch holds for one channel of a window how far
 * from its place in the window's first position its largest number lies. Each thread has its own.
 */
final class PoolingWindows {
    private final int window;
    private final int height;
    private final int width;
    private final int channels;
    private final int imageSize;
    /** The numbers in a line of windows. */
    private final int line;

    private final int lines;
    private final float[] candidates;
    private final float[] largest;
    private final float[] places;

    PoolingWindows(MapShape image, int window) {
        MapShape maps = MaxPooling.maps(image, window);
        this.window = window;
        this.height = image.height();
        this.width = image.width();
        this.channels = image.channels();
        this.imageSize = image.size();
        this.line = maps.width() * channels;
        this.lines = maps.height();
        this.candidates = new float[line];
        this.largest = new float[line];
        this.places = new float[line];
    }

    /** Keeps of every window the largest number, of equal ones the first, and stores where it was. */
    void keepLargest(float[] images, float[] kept, int number, float[] switches) {
        for (int i = 0; i < lines; i++) {
            int top = i * window;
            Arrays.fill(largest, Float.NEGATIVE_INFINITY);
            Arrays.fill(places, 0f);
            for (int y = 0; y < Math.min(window, height - top); y++) {
                for (int x = 0; x < Math.min(window, width); x++) {
                    int count = take(images, number * imageSize + ((top + y) * width + x) * channels, x);
                    keepLarger(largest, places, candidates, count, (y * width + x) * channels);
                }
            }
            int at = (number * lines + i) * line;
            System.arraycopy(largest, 0, kept, at, line);
            System.arraycopy(places, 0, switches, at, line);
        }
    }

    /** Takes the same position of each window of a line and returns the number of numbers; the last may lack it. */
    private int take(float[] images, int from, int x) {
        int step = window * channels;
        int at = 0;
        for (int column = x; column < width; column += window, at += channels, from += step) {
            System.arraycopy(images, from, candidates, at, channels);
        }
        return at;
    }

    /** Arithmetic (the step function as products and a minimum) instead of a branch, which no processor could predict and which would not become vector code. */
    private static void keepLarger(float[] largest, float[] places, float[] candidates, int n, float place) {
        for (int i = 0; i < n; i++) {
            float larger = Math.min(Math.max(candidates[i] - largest[i], 0f) * 1e38f * 1e38f, 1f);
            places[i] += larger * (place - places[i]);
            largest[i] = Math.max(largest[i], candidates[i]);
        }
    }

    /** Puts every value where its switch points, and 0 elsewhere. */
    void put(float[] switches, float[] values, float[] images, int number) {
        Arrays.fill(images, number * imageSize, (number + 1) * imageSize, 0f);
        int at = number * lines * line;
        for (int top = 0; top < height; top += window) {
            for (int left = 0; left < width; left += window, at += channels) {
                int first = number * imageSize + (top * width + left) * channels;
                for (int i = 0; i < channels; i++) {
                    images[first + i + (int) switches[at + i]] = values[at + i];
                }
            }
        }
    }

    /** Takes every value from where its switch points: the adjoint of {@link #put}. */
    void take(float[] switches, float[] images, float[] values, int number) {
        int at = number * lines * line;
        for (int top = 0; top < height; top += window) {
            for (int left = 0; left < width; left += window, at += channels) {
                int first = number * imageSize + (top * width + left) * channels;
                for (int i = 0; i < channels; i++) {
                    values[at + i] = images[first + i + (int) switches[at + i]];
                }
            }
        }
    }

    /** Spreads every value evenly over its window. */
    void spread(float[] values, float[] images, int number) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = (number * lines + y / window) * line + x / window * channels;
                int target = number * imageSize + (y * width + x) * channels;
                float share = share(y, x);
                for (int i = 0; i < channels; i++) {
                    images[target + i] = share * values[at + i];
                }
            }
        }
    }

    /** The mean of every window: the adjoint of {@link #spread}. */
    void average(float[] images, float[] means, int number) {
        Arrays.fill(means, number * lines * line, (number + 1) * lines * line, 0f);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = (number * lines + y / window) * line + x / window * channels;
                int source = number * imageSize + (y * width + x) * channels;
                float share = share(y, x);
                for (int i = 0; i < channels; i++) {
                    means[at + i] += share * images[source + i];
                }
            }
        }
    }

    /** One over the number of positions in the window of one. */
    private float share(int y, int x) {
        int rows = Math.min(window, height - y / window * window);
        int columns = Math.min(window, width - x / window * window);
        return 1f / (rows * columns);
    }
}
