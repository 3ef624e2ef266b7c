package hourglass.model;

import java.util.Arrays;

/**
 * The windows of {@link MaxPooling} on images that follow one another. A switch tells for one channel of a window at which
 * of its positions something is, counted row by row.
 *
 * @param image the shape of the maps that windows lie on
 * @param window their height and width
 */
record PoolingWindows(MapShape image, int window) {
    private MapShape maps() {
        return MaxPooling.maps(image, window);
    }

    private int pixel(int number, int y, int x) {
        return number * image.size() + (y * image.width() + x) * image.channels();
    }

    /** Keeps of every window the largest value, of equal ones the first, and says where it was. */
    void keepLargest(float[] images, float[] largest, int number, byte[] switches) {
        MapShape maps = maps();
        int at = number * maps.size();
        for (int top = 0; top < image.height(); top += window) {
            for (int left = 0; left < image.width(); left += window, at += maps.channels()) {
                keepLargest(images, number, top, left, largest, switches, at);
            }
        }
    }

    private void keepLargest(float[] images, int number, int top, int left, float[] largest, byte[] switches, int at) {
        int channels = image.channels();
        System.arraycopy(images, pixel(number, top, left), largest, at, channels);
        Arrays.fill(switches, at, at + channels, (byte) 0);
        int bottom = Math.min(top + window, image.height());
        int right = Math.min(left + window, image.width());
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int source = pixel(number, y, x);
                byte place = (byte) ((y - top) * window + x - left);
                for (int i = 0; i < channels; i++) {
                    if (images[source + i] > largest[at + i]) {
                        largest[at + i] = images[source + i];
                        switches[at + i] = place;
                    }
                }
            }
        }
    }

    /** Puts every value where its switch says, and 0 elsewhere. */
    void put(byte[] switches, float[] values, float[] images, int number) {
        Arrays.fill(images, number * image.size(), (number + 1) * image.size(), 0f);
        int at = number * maps().size();
        for (int top = 0; top < image.height(); top += window) {
            for (int left = 0; left < image.width(); left += window, at += image.channels()) {
                for (int i = 0; i < image.channels(); i++) {
                    images[switched(switches[at + i], number, top, left) + i] = values[at + i];
                }
            }
        }
    }

    /** Takes every value from where its switch says: the adjoint of {@link #put}. */
    void take(byte[] switches, float[] images, float[] values, int number) {
        int at = number * maps().size();
        for (int top = 0; top < image.height(); top += window) {
            for (int left = 0; left < image.width(); left += window, at += image.channels()) {
                for (int i = 0; i < image.channels(); i++) {
                    values[at + i] = images[switched(switches[at + i], number, top, left) + i];
                }
            }
        }
    }

    private int switched(byte place, int number, int top, int left) {
        int row = (place & 0xFF) / window;
        return pixel(number, top + row, left + (place & 0xFF) - row * window);
    }

    /** Spreads every value evenly over its window. */
    void spread(float[] values, float[] images, int number) {
        MapShape maps = maps();
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int at = number * maps.size() + (y / window * maps.width() + x / window) * maps.channels();
                int target = pixel(number, y, x);
                float share = share(y, x);
                for (int i = 0; i < image.channels(); i++) {
                    images[target + i] = share * values[at + i];
                }
            }
        }
    }

    /** The mean of every window: the adjoint of {@link #spread}. */
    void average(float[] images, float[] means, int number) {
        MapShape maps = maps();
        Arrays.fill(means, number * maps.size(), (number + 1) * maps.size(), 0f);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                int at = number * maps.size() + (y / window * maps.width() + x / window) * maps.channels();
                int source = pixel(number, y, x);
                float share = share(y, x);
                for (int i = 0; i < image.channels(); i++) {
                    means[at + i] += share * images[source + i];
                }
            }
        }
    }

    /** One over the number of pixels in a pixel's window. */
    private float share(int y, int x) {
        int height = Math.min(window, image.height() - y / window * window);
        int width = Math.min(window, image.width() - x / window * window);
        return 1f / (height * width);
    }
}
