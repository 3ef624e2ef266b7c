package hourglass.picture;

import hourglass.data.ImageShape;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Images side by side on a grid, as one picture. */
public final class Tiles {
    /** What is not a number is shown in a colour that no grey image has, so that a broken model is seen as such. */
    static final int NOT_A_NUMBER = 0xffff00ff;

    private Tiles() {}

    /**
     * Lays images out row by row, from the upper left.
     *
     * @param images one image a row, row-major
     * @param shape the shape of each image
     * @return a picture {@code gap + columns * (width * magnification + gap)} pixels wide, and as high by the same rule;
     *     no wider than there are images
     * @throws IllegalArgumentException if the values do not make whole images
     */
    public static BufferedImage of(float[] images, ImageShape shape, TileLayout layout) {
        int count = count(images, shape);
        int columns = Math.min(layout.columns(), count);
        int rows = (count + columns - 1) / columns;
        BufferedImage picture = blank(extent(columns, shape.width(), layout), extent(rows, shape.height(), layout));
        fill(picture, layout.border());
        for (int tile = 0; tile < count; tile++) {
            int x = extent(tile % columns, shape.width(), layout);
            int y = extent(tile / columns, shape.height(), layout);
            draw(images, tile * shape.size(), shape, layout, picture, x, y);
        }
        return picture;
    }

    /** The number of images, at least 1. */
    static int count(float[] images, ImageShape shape) {
        if (images.length == 0 || images.length % shape.size() != 0) {
            throw new IllegalArgumentException("%d values do not make whole images of %dx%dx%d"
                    .formatted(images.length, shape.height(), shape.width(), shape.channels()));
        }
        return images.length / shape.size();
    }

    static BufferedImage blank(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    }

    static void fill(BufferedImage picture, Color colour) {
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        graphics.dispose();
    }

    /** The pixels of that many tiles in a line, with the gap before each and after the last. */
    private static int extent(int tiles, int side, TileLayout layout) {
        int tile = Math.addExact(Math.multiplyExact(side, layout.magnification()), layout.gap());
        return Math.addExact(layout.gap(), Math.multiplyExact(tiles, tile));
    }

    private static void draw(
            float[] images, int from, ImageShape shape, TileLayout layout, BufferedImage picture, int left, int top) {
        Contrast.Range range = layout.contrast().range(images, from, from + shape.size());
        int side = layout.magnification();
        int[] block = new int[side * side];
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                int index = from + (y * shape.width() + x) * shape.channels();
                Arrays.fill(block, colour(images, index, shape.channels(), range));
                picture.setRGB(left + x * side, top + y * side, side, side, block, 0, side);
            }
        }
    }

    private static int colour(float[] images, int index, int channels, Contrast.Range range) {
        int colour = 0xff;
        for (int channel = 0; channel < 3; channel++) {
            float value = images[index + (channels == 3 ? channel : 0)];
            if (Float.isNaN(value)) {
                return NOT_A_NUMBER;
            }
            colour = colour << 8 | range.level(value);
        }
        return colour;
    }
}
