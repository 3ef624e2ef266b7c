/**
 * What a person looks at: images on a grid, filters, comparisons of data and reconstructions, learning curves, and the
 * self-contained HTML page that holds them.
 *
 * <p>{@link hourglass.picture.Tiles} makes pictures of rows of numbers, {@link hourglass.picture.Png} stores them.
 * {@link hourglass.picture.Report} is a page of {@link hourglass.picture.ReportBlock}s. Charts are SVG written here, because
 * a chart drawn through AWT needs fonts installed where it is drawn, cannot follow the reader's light or dark mode, and
 * blurs when a phone scales it.
 *
 * <p>Forty digits on a grid, as a PNG file:
 *
 * <pre>{@code
 * Dataset digits = PenDigits.of(40, 1);
 * float[] pixels = new float[40 * 784];
 * for (int row = 0; row < 40; row++) {
 *     digits.rows().read(row, pixels, row * 784);
 * }
 * Png.write(Tiles.of(pixels, new ImageShape(28, 28, 1), TileLayout.ofImages()), file);
 * }</pre>
 */
@NullMarked
package hourglass.picture;

import org.jspecify.annotations.NullMarked;
