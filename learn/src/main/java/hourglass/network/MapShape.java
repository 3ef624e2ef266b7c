package hourglass.network;

import hourglass.data.ImageShape;

/**
 * How the units of a layer form maps: positions row by row, the channels of a position side by side (height, width,
 * channel), as the pixels of an {@link ImageShape} do.
 *
 * @param height in positions, at least 1
 * @param width in positions, at least 1
 * @param channels the number of maps, at least 1
 */
public record MapShape(int height, int width, int channels) {
    public MapShape {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException(
                    "maps are at least 1x1 with 1 channel, not %dx%dx%d".formatted(height, width, channels));
        }
        Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }

    /** That of images. */
    public static MapShape of(ImageShape shape) {
        return new MapShape(shape.height(), shape.width(), shape.channels());
    }

    /** That of units without neighbours: one position. */
    public static MapShape of(int units) {
        return new MapShape(1, 1, units);
    }

    /** The number of units. */
    public int size() {
        return height * width * channels;
    }

    @Override
    public String toString() {
        return height + "x" + width + "x" + channels;
    }
}
