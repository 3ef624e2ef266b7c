package hourglass.network;

/**
 * A layer that keeps, of every window of a map, the largest value. Windows lie side by side; those at the lower and right
 * edge are smaller where the maps' size is no multiple of theirs.
 *
 * @param image the shape of its inputs
 * @param window the height and width of a window, 2 to 16
 */
public record MaxPooling(MapShape image, int window) implements Layer {
    public MaxPooling {
        requireWindow(window);
    }

    static void requireWindow(int window) {
        if (window < 2 || window > 16) {
            throw new IllegalArgumentException("a window of pooling is 2 to 16 wide, not " + window);
        }
    }

    /** The shape of its outputs. */
    public MapShape maps() {
        return maps(image, window);
    }

    static MapShape maps(MapShape image, int window) {
        return new MapShape(
                (image.height() + window - 1) / window, (image.width() + window - 1) / window, image.channels());
    }

    static int units(MapShape image, int window) {
        int rows = (image.height() + window - 1) / window;
        int columns = (image.width() + window - 1) / window;
        return rows * columns * image.channels();
    }

    @Override
    public int inputs() {
        return image.size();
    }

    @Override
    public int outputs() {
        return units(image, window);
    }
}
