package hourglass.network;

/**
 * A layer that undoes a {@link MaxPooling}: it puts every value where the largest one of its window was, and 0 elsewhere
 * (M. D. Zeiler and R. Fergus, <i>Visualizing and understanding convolutional networks</i>, ECCV 2014, section 2.1). It
 * undoes the last pooling before it that has the same maps and windows.
 *
 * <p>Where there are no switches, since codes alone are decoded, it spreads every value evenly over its window: the mean over all
 * places that it may have come from.
 *
 * @param image the shape of its outputs
 * @param window the height and width of a window
 */
public record Unpooling(MapShape image, int window) implements Layer {
    public Unpooling {
        MaxPooling.requireWindow(window);
    }

    /** The shape of its inputs. */
    public MapShape maps() {
        return MaxPooling.maps(image, window);
    }

    @Override
    public int inputs() {
        return MaxPooling.units(image, window);
    }

    @Override
    public int outputs() {
        return image.size();
    }
}
