package hourglass.data;

import org.jspecify.annotations.Nullable;

/**
 * How the columns of a row make an image: row-major pixels, the channels of a pixel side by side (height, width,
 * channel).
 *
 * @param height in pixels, at least 1
 * @param width in pixels, at least 1
 * @param channels 1 (grey) or 3 (red, green, blue)
 */
public record ImageShape(int height, int width, int channels) {
    public ImageShape {
        if (height < 1 || width < 1 || (channels != 1 && channels != 3)) {
            throw new IllegalArgumentException(
                    "an image is at least 1x1 with 1 or 3 channels, not %dx%dx%d".formatted(height, width, channels));
        }
    }

    /** The number of columns of a row that holds such an image. */
    public int size() {
        return Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }

    /**
     * The shape of items of so many dimensions, if it is that of an image: height, width and perhaps 1 or 3 channels.
     */
    public static @Nullable ImageShape ofDimensions(int... sizes) {
        if (sizes.length == 2) {
            return new ImageShape(sizes[0], sizes[1], 1);
        }
        boolean image = sizes.length == 3 && (sizes[2] == 1 || sizes[2] == 3);
        return image ? new ImageShape(sizes[0], sizes[1], sizes[2]) : null;
    }

    /** Room for {@code count} images of one byte a value. */
    public byte[] bytes(int count) {
        if (count < 1 || (long) count * size() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("%d images of %dx%dx%d: there must be at least 1 and at most %d"
                    .formatted(count, height, width, channels, (Integer.MAX_VALUE - 8) / size()));
        }
        return new byte[count * size()];
    }
}
