/**
 * What a person looks at: images on a grid, filters, comparisons of data and reconstructions, learning curves, and the
 * self-contained HTML page that holds them.
 *
 * <p>{@link hourglass.picture.Tiles} makes pictures of rows of numbers, {@link hourglass.picture.Png} stores them.
 * {@link hourglass.picture.Report} is a page of {@link hourglass.picture.ReportBlock}s. Charts are SVG written here, because
 * a chart drawn through AWT needs fonts installed where it is drawn, cannot follow the reader's light or dark mode, and
 * blurs when a phone scales it.
 */
@NullMarked
package hourglass.picture;

import org.jspecify.annotations.NullMarked;
