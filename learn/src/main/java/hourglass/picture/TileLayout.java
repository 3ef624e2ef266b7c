package hourglass.picture;

import java.awt.Color;

/**
 * How images stand on a grid.
 *
 * @param columns the most tiles side by side, at least 1
 * @param gap pixels between tiles and around them all, at least 0
 * @param magnification the width and height of a value in pixels, at least 1
 * @param border the colour of the gaps
 * @param contrast which values are black and white
 */
public record TileLayout(int columns, int gap, int magnification, Color border, Contrast contrast) {
    private static final Color TRANSPARENT = new Color(0, 0, 0, 0);

    public TileLayout {
        if (columns < 1) {
            throw new IllegalArgumentException("a grid has at least 1 column, not " + columns);
        }
        if (gap < 0) {
            throw new IllegalArgumentException("a gap is at least 0 pixels, not " + gap);
        }
        if (magnification < 1) {
            throw new IllegalArgumentException("a magnification is at least 1, not " + magnification);
        }
    }

    /** Ten columns of images with values in 0..1, each value 2x2 pixels, 2 transparent pixels between them. */
    public static TileLayout ofImages() {
        return new TileLayout(10, 2, 2, TRANSPARENT, Contrast.UNIT);
    }

    /** As images, but pixel by pixel, without gaps. */
    public static TileLayout ofPixels() {
        return ofImages().withGap(0).withMagnification(1);
    }

    /** As images, but with zero as mid-grey and every tile using the whole range. */
    public static TileLayout ofFilters() {
        return ofImages().withContrast(Contrast.SYMMETRIC);
    }

    public TileLayout withColumns(int columns) {
        return new TileLayout(columns, gap, magnification, border, contrast);
    }

    public TileLayout withGap(int gap) {
        return new TileLayout(columns, gap, magnification, border, contrast);
    }

    public TileLayout withMagnification(int magnification) {
        return new TileLayout(columns, gap, magnification, border, contrast);
    }

    public TileLayout withContrast(Contrast contrast) {
        return new TileLayout(columns, gap, magnification, border, contrast);
    }
}
